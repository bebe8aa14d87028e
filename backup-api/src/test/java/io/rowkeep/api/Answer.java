package io.rowkeep.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.failure.ErrorCode;
import io.rowkeep.message.MessageMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import tools.jackson.databind.JsonNode;

/** What the API answered. */
record Answer(HttpResponse<byte[]> response) {

    int status() {
        return response.statusCode();
    }

    byte[] bytes() {
        return response.body();
    }

    String text() {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    JsonNode json() {
        return MessageMapper.JSON.readTree(response.body());
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** The files of a ZIP, as text, in its order. */
    Map<String, String> unzipped() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes()), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    /** The text of a field at the top. */
    String field(String name) {
        return json().path(name).asString("");
    }

    Answer hasStatus(int status) {
        assertThat(status()).as(text()).isEqualTo(status);
        return this;
    }

    /** Checks that this is a whole problem and nothing else, and that its sentence holds the words. */
    Answer isProblem(int status, ErrorCode code, String... words) {
        hasStatus(status);
        assertThat(header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(json().propertyNames()).contains("type", "title", "status", "detail", "code", "instance");
        assertThat(json().propertyNames()).doesNotContain("trace", "exception", "stackTrace", "properties");
        assertThat(json().path("status").intValue()).isEqualTo(status);
        assertThat(field("code")).isEqualTo(code.name());
        assertThat(field("detail")).doesNotContain("Exception").doesNotContain("io.rowkeep");
        List.of(words).forEach(word -> assertThat(field("detail")).contains(word));
        return this;
    }

    /** Checks that the problem is about this one field. */
    Answer aboutField(String field) {
        assertThat(json().path("errors").size()).as(text()).isEqualTo(1);
        assertThat(json().path("errors").get(0).path("field").asString()).isEqualTo(field);
        return this;
    }
}
