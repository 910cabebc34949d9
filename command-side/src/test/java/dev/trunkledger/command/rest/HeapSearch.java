package dev.trunkledger.command.rest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;

/** Looks for texts in a heap dump, in every form in which they could lie there; goes through it once. */
final class HeapSearch {

    private final Map<Integer, List<Form>> byFirstBytes = new HashMap<>();

    HeapSearch(List<String> texts) {
        texts.forEach(text -> forms(text)
                .forEach((name, bytes) -> byFirstBytes
                        .computeIfAbsent(firstBytes(bytes, 0), _ -> new ArrayList<>())
                        .add(new Form(text, name, bytes))));
    }

    /** The forms in which each is there. */
    Map<String, Set<String>> in(byte[] heap) {
        boolean[] begins = new boolean[1 << 16];
        byFirstBytes.keySet().forEach(first -> begins[first] = true);
        Map<String, Set<String>> found = new TreeMap<>();
        for (int at = 0; at < heap.length - 1; at++) {
            int first = firstBytes(heap, at);
            if (begins[first]) {
                for (Form form : Objects.requireNonNull(byFirstBytes.get(first))) {
                    if (form.isAt(at, heap)) {
                        found.computeIfAbsent(form.text(), _ -> new TreeSet<>()).add(form.name());
                    }
                }
            }
        }
        return found;
    }

    private static int firstBytes(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }

    private static Map<String, byte[]> forms(String text) {
        Map<String, String> texts = new LinkedHashMap<>();
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        String json = JsonMapper.shared().writeValueAsString(text);
        texts.put("plain", text);
        texts.put("JSON", json.substring(1, json.length() - 1));
        texts.put("reversed", new StringBuilder(text).reverse().toString());
        texts.put("hex", HexFormat.of().formatHex(utf8));
        texts.put("upper-case hex", HexFormat.of().withUpperCase().formatHex(utf8));
        texts.put("percent", URLEncoder.encode(text, StandardCharsets.UTF_8));
        for (int shift = 0; shift < 3; shift++) {
            texts.put("base64 at " + shift, base64(utf8, shift));
        }
        Map<String, byte[]> forms = new LinkedHashMap<>();
        texts.forEach((name, form) -> {
            forms.put(name + " in UTF-8", form.getBytes(StandardCharsets.UTF_8));
            forms.put(name + " in UTF-16BE", form.getBytes(StandardCharsets.UTF_16BE));
            forms.put(name + " in UTF-16LE", form.getBytes(StandardCharsets.UTF_16LE));
        });
        return forms;
    }

    /** What of it does not depend on the bytes before and behind. */
    private static String base64(byte[] bytes, int shift) {
        int start = (3 - shift) % 3;
        int end = start + (bytes.length - start) / 3 * 3;
        return Base64.getEncoder().encodeToString(Arrays.copyOfRange(bytes, start, end));
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Form(String text, String name, byte[] bytes) {

        boolean isAt(int at, byte[] heap) {
            return at + bytes.length <= heap.length
                    && Arrays.equals(bytes, 0, bytes.length, heap, at, at + bytes.length);
        }
    }
}
