package dev.tidemark.job;

import java.util.function.Function;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Tells Flink that values of a type are written with a codec, whole, and known by a name. */
final class CodecType<T> extends TypeInformation<T> {
    private final String name;
    private final Class<T> type;
    private final transient Function<T, byte[]> encode;
    private final transient Function<byte[], T> decode;

    CodecType(String name, Class<T> type, Function<T, byte[]> encode, Function<byte[], T> decode) {
        this.name = name;
        this.type = type;
        this.encode = encode;
        this.decode = decode;
    }

    String name() {
        return name;
    }

    byte[] encode(T value) {
        return encode.apply(value);
    }

    T decode(byte[] bytes) {
        return decode.apply(bytes);
    }

    /** Functions do not travel; the name does, and finds this very object again. */
    private Object readResolve() {
        return StreamTypes.named(name);
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return new CodecSerializer<>(this);
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<T> getTypeClass() {
        return type;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public String toString() {
        return "CodecType(" + name + ")";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CodecType<?> that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof CodecType<?>;
    }
}
