package dev.tidemark.job;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What a savepoint says of a serializer: the name of its type. The version of the bytes stands in
 * the bytes themselves, so one serializer reads them all.
 *
 * @param <T> the type
 */
public final class CodecSnapshot<T> implements TypeSerializerSnapshot<T> {
    private static final int VERSION = 1;

    private CodecType<T> type;

    /** For Flink, which reads the rest with {@link #readSnapshot}. */
    public CodecSnapshot() {}

    CodecSnapshot(CodecType<T> type) {
        this.type = type;
    }

    @Override
    public int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeUTF(type.name());
    }

    @Override
    @SuppressWarnings("unchecked")
    public void readSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
        type = (CodecType<T>) StreamTypes.named(in.readUTF());
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
        return new CodecSerializer<>(type);
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
            TypeSerializerSnapshot<T> old) {
        return old instanceof CodecSnapshot<T> that && that.type.equals(type)
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.incompatible();
    }
}
