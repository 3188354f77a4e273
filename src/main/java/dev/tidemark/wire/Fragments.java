package dev.tidemark.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Texts of a playbook as JSON, kept as the bytes they come to: nearly every message holds some of
 * the same few lists. For all threads.
 */
final class Fragments {
    /** More lists than a playbook has; whoever writes others writes them anew each time. */
    private static final int MOST = 1_000;

    private final Map<List<String>, SerializedString> kept = new ConcurrentHashMap<>();

    /** Writes a field that is a list of texts. */
    void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        SerializedString fragment = kept.get(texts);
        if (fragment == null) {
            fragment = new SerializedString(JsonText.value(list -> JsonText.texts(list, texts)));
            if (kept.size() < MOST) {
                kept.put(List.copyOf(texts), fragment);
            }
        }
        json.writeFieldName(name);
        json.writeRawValue(fragment);
    }
}
