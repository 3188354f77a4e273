package dev.tidemark.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tidemark.model.Intake;
import dev.tidemark.model.Rejection;
import dev.tidemark.model.RejectionReason;
import dev.tidemark.model.SourcePosition;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultGuardTest {
    private static final SourcePosition AT = new SourcePosition("events", 0, 7);

    @Test
    void aFaultCostsOneRecordAndIsNamed() {
        byte[] raw = "whatever".getBytes(StandardCharsets.UTF_8);
        EventReader faulty =
                (bytes, headers, at) -> {
                    throw new NumberFormatException("too many digits");
                };
        Intake.Rejected rejected =
                assertInstanceOf(Intake.Rejected.class, new FaultGuard(faulty).read(raw, AT));
        Rejection rejection = rejected.rejection();
        assertEquals(RejectionReason.MALFORMED, rejection.reason());
        assertEquals(
                "a fault of Tidemark in reading it, please report: NumberFormatException",
                rejection.detail());
        assertArrayEquals(raw, rejection.raw());
        assertEquals(AT, rejection.at());
    }

    @ParameterizedTest
    @EnumSource
    void everyDialectIsGuarded(EventDialect dialect) {
        EventLimits limits = NativeDoor.LIMITS;
        assertInstanceOf(FaultGuard.class, dialect.reader(limits));
        assertInstanceOf(FaultGuard.class, dialect.fileReader(limits, "0123"));
    }
}
