package io.rowkeep.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** File names that a server may send, well-meant or not. */
class ContentDispositionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "attachment; filename=\"a b.csv\"                                          | a b.csv",
                "attachment; filename=a.csv                                                | a.csv",
                "attachment; FileName = \"a\\\"b.csv\"                                     | a_b.csv",
                "attachment; filename=\"a_.csv\"; filename*=UTF-8''%c3%a4%20%E2%82%AC.csv  | ä €.csv",
                "attachment; filename*=iso-8859-1'de'%e4.csv; filename=a.csv               | ä.csv",
                "attachment; filename*=UTF-16''%00a; filename=a.csv                        | a.csv",
                "attachment; filename=\"../../etc/passwd\"                                 | passwd",
                "attachment; filename=\"C:\\\\temp\\\\x.csv\"                              | x.csv",
                "attachment; filename*=UTF-8''..%2F..%2Fetc%2F.bashrc                      | bashrc",
                "attachment; filename*=UTF-8''%2e%2e; filename=\"b.csv\"                   | b.csv",
                "attachment; filename=\"nul:x?.csv. \"                                     | nul_x_.csv",
                "attachment; filename*=UTF-8''a%0d%0ab%E2%80%AE.csv                        | a__b_.csv"
            })
    void aNameIsMadeSafe(String header, String name) {
        assertThat(ContentDisposition.fileName(header)).contains(name);
    }

    @Test
    void whereNothingIsLeftThereIsNoName() {
        assertThat(ContentDisposition.fileName("attachment")).isEmpty();
        assertThat(ContentDisposition.fileName("attachment; filename=\"../..\""))
                .isEmpty();
        assertThat(ContentDisposition.fileName("attachment; filename=" + "x".repeat(5_000)))
                .hasValueSatisfying(name -> assertThat(name).hasSizeLessThan(256));
    }
}
