package io.rowkeep.worker.settings;

import io.rowkeep.dataset.DocumentForm;
import io.rowkeep.dataset.DocumentProfile;
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
        DocumentProfile profile = section.isSection(FILE_NAME)
                ? section.section(FILE_NAME).map(names -> named(form, names)).orElse(DocumentProfile.PLAIN)
                : named(form, pattern(section, FILE_NAME));
        section.refuseUnknown();
        return profile;
    }

    private static DocumentProfile named(DocumentForm form, @Nullable FileNamePattern every) {
        return new DocumentProfile(form, every, every);
    }

    private static DocumentProfile named(DocumentForm form, ConfigSection names) {
        DocumentProfile profile = new DocumentProfile(form, pattern(names, "table"), pattern(names, "whole"));
        names.refuseUnknown();
        return profile;
    }

    private static @Nullable FileNamePattern pattern(ConfigSection section, String key) {
        return section.text(key)
                .map(text -> section.parse(key, text, FileNamePattern::new))
                .orElse(null);
    }
}
