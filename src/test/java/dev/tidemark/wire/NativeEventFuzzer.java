package dev.tidemark.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tidemark.model.Intake;

/** The reader of native events against Jazzer, in the profile {@code fuzz}. */
class NativeEventFuzzer {
    private final EventReader reader = NativeEventReader.of(NativeDoor.LIMITS);
    private final NativeEventJson json = new NativeEventJson(NativeDoor.LIMITS);

    /** Nothing is thrown, both ways of reading agree, and what was let in can be written. */
    @FuzzTest(maxDuration = "2m")
    void whateverComesIn(byte[] raw) {
        Intake intake = reader.read(raw, NativeDoor.AT);
        assertEquals(NativeDoor.readByTokens(raw), intake);
        if (intake instanceof Intake.Accepted accepted) {
            assertEquals(intake, reader.read(json.write(accepted.event()), NativeDoor.AT));
        }
    }
}
