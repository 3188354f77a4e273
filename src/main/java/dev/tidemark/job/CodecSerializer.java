package dev.tidemark.job;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes a value as its length and its codec's bytes, in one piece: a restore reads each value with
 * one call. Values are immutable, so a copy is the value itself.
 */
final class CodecSerializer<T> extends TypeSerializer<T> {
    private final CodecType<T> type;

    CodecSerializer(CodecType<T> type) {
        this.type = type;
    }

    CodecType<T> type() {
        return type;
    }

    @Override
    public void serialize(T value, DataOutputView target) throws IOException {
        byte[] bytes = type.encode(value);
        target.writeInt(bytes.length);
        target.write(bytes);
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        byte[] bytes = new byte[source.readInt()];
        source.readFully(bytes);
        return type.decode(bytes);
    }

    @Override
    public T deserialize(T reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        int length = source.readInt();
        target.writeInt(length);
        target.write(source, length);
    }

    @Override
    public T copy(T from) {
        return from;
    }

    @Override
    public T copy(T from, T reuse) {
        return from;
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializer<T> duplicate() {
        return this;
    }

    /** The initial value of a state; none of these types has one. */
    @Override
    public T createInstance() {
        throw new UnsupportedOperationException("a " + type + " has no initial value");
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CodecSerializer<?> that && type.equals(that.type);
    }

    @Override
    public int hashCode() {
        return type.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new CodecSnapshot<>(type);
    }
}
