package io.rowkeep.worker.settings;

import io.rowkeep.dataset.DocumentForm;
import io.rowkeep.dataset.DocumentProfile;
import io.rowkeep.dataset.DocumentTimes;
import io.rowkeep.dataset.FileNamePattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code document} of a dataset: the form of its JSON downloads, and how downloaded files are called. */
final class DocumentReader {

    private static final String FILE_NAME = "fileName";

    private DocumentReader() {}

    static DocumentProfile read(ConfigSection section) {
        DocumentForm form = section.text("form")
                .map(text -> section.parse("form", text, DocumentForm::parse))
                .orElse(DocumentForm.TABLES);
        DocumentTimes times = section.text("times")
                .map(text -> section.parse("times", text, DocumentTimes::parse))
                .orElse(null);
        ConfigSection names =
                section.isSection(FILE_NAME) ? section.section(FILE_NAME).orElse(null) : null;
        DocumentProfile profile = names == null
                ? new DocumentProfile(form, pattern(section, FILE_NAME), pattern(section, FILE_NAME), times)
                : new DocumentProfile(form, pattern(names, "table"), pattern(names, "whole"), times);
        if (names != null) {
            names.refuseUnknown();
        }
        section.refuseUnknown();
        return profile;
    }

    private static @Nullable FileNamePattern pattern(ConfigSection section, String key) {
        return section.text(key)
                .map(text -> section.parse(key, text, FileNamePattern::new))
                .orElse(null);
    }
}
