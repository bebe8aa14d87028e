package io.rowkeep.worker.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.job.ImportFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvAndCopyTest {

    @Test
    void csvKeepsNullAndTheEmptyTextApart() {
        Files.Imported imported =
                Files.load("\ufeffname,id\r\n\"\",1\r\n,2\r\n\"a\"\"b,\nc\\\",\"3\"\r\n", "users", null);

        assertThat(imported.staged()).containsEntry("users", "[id, name]\n1\t\n2\t\\N\n3\ta\"b,\\nc\\\\\n");
        assertThat(Files.load("id\n1\n", "users", null).columns()).containsEntry("users", List.of("id"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id,name\\n1\\n | record 1: it has 1 values, and the file's first line names 2 columns",
                "id\\n1\\n2,3\\n | record 2: it has 2 values",
                "id,id\\n1,2\\n | column 'id' twice",
                "id,x\\n1,2\\n | no column 'x'",
                "id\\n1 | cut off",
                "id,name\\n1,\"a\\n | no CSV",
                "id,name\\n1,\"a\"b\\n | no CSV",
            })
    void csvThatIsNoneIsRefused(String file, String words) {
        Files.refused(file.replace("\\n", "\n"), "users", null, words);
    }

    @Test
    void aSpreadsheetIsRefusedWithWhatCanBeImportedInstead() {
        Files.refused(
                "\ufeffID,name\r\n1,'+49 30 1\r\n",
                "users",
                null,
                "The file has the heading 'ID', so it is a spreadsheet of table public.users",
                "format=csv",
                "without profile=spreadsheet");
        assertThat(Files.load("name\nID\n", "users", null).staged()).containsEntry("users", "[name]\nID\n");
    }

    @Test
    void copyTextHasTheColumnsOfTheTable() {
        assertThat(Files.load("1\ta\\tb\n2\t\\N\n", "users", ImportFormat.COPY).staged())
                .containsEntry("users", "[id, name]\n1\ta\\tb\n2\t\\N\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1\\n | column \"name\"",
                "1\\ta\\t2\\n | end of a row",
                "1\\ta | ends inside",
                "\\\\.\\n | after a backslash",
            })
    void copyTextThatIsNoneIsRefused(String file, String words) {
        Files.refused(
                file.replace("\\\\", "\u0001")
                        .replace("\\n", "\n")
                        .replace("\\t", "\t")
                        .replace('\u0001', '\\'),
                "users",
                ImportFormat.COPY,
                words);
    }

    @Test
    void aRecordThatIsWiderThanTheLimitIsRefusedInEveryForm() {
        String wide = "x".repeat(2 << 20);

        Files.refused("id,name\n1,\"" + wide + "\"\n", "users", null, "more than 1048576 characters");
        Files.refused("1\t" + wide + "\n", "users", ImportFormat.COPY, "more than 1048576 bytes");
        Files.refused("[{\"name\": \"" + wide + "\"}]", "users", null, "record 1", "1048576 bytes");
    }

    @Test
    void aLineOfMoreValuesThanATableHasColumnsIsRefusedBeforeItIsInMemory() {
        String commas = ",".repeat(100_000);

        Files.refused("id" + commas + "\n", "users", null, "more than 1600 values");
        Files.refused("id,name\n1,a\n" + commas + "\n", "users", null, "more than 1600 values");
        Files.refused("id,name\n1,a\"" + commas + "\n", "users", null, "more than 1600 values");
        Files.refused("id,name\n1,\"a\"\"b\"" + commas + "\n", "users", null, "more than 1600 values");
        String text = "\"\"\"" + commas + "\n" + commas + "\"";
        assertThat(Files.load("name,id\n" + text + ",1\n", "users", null)
                        .staged()
                        .get("users"))
                .isEqualTo("[id, name]\n1\t\"" + commas + "\\n" + commas + "\n");
    }
}
