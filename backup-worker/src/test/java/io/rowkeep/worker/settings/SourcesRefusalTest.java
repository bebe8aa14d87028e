package io.rowkeep.worker.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcesRefusalTest {

    private static final String SCHOOL = """
            rowkeep:
              sources:
                school:
                  type: postgresql
                  url: jdbc:postgresql://db/school
                  username: rowkeep
                  password: ${SCHOOL_DB_PASSWORD}
                  datasets:
                    people:
                      tables: [public.users]
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            type: postgresql | type: mysql | rowkeep.sources.school.type: A source is of type postgresql or mongodb, not 'mysql'
            type: postgresql | typ: postgresql | rowkeep.sources.school.typ is not a setting; did you mean type?
            url: jdbc:postgresql | url: jdbc:mysql | rowkeep.sources.school.url must begin with jdbc:postgresql:
            username: rowkeep | username: | rowkeep.sources.school.username is missing: the role that reads and restores
            username: rowkeep | username: [a] | rowkeep.sources.school.username must be text
            SCHOOL_DB_PASSWORD | NOT_SET | rowkeep.sources.school.password refers to NOT_SET, which is not set in the environment
            {SCHOOL_DB_PASSWORD} | {} | rowkeep.sources.school.password has a placeholder that is not written ${NAME} or ${NAME:default}
            password: $ | passwort: $ | rowkeep.sources.school.passwort is not a setting; did you mean password?
            school: | s.chool: | rowkeep.sources.s.chool: A source name has 1 to 63 characters of a-z, 0-9, - and _, not 's.chool'
            people: | all: | rowkeep.sources.school.datasets.all cannot be defined: every source has this dataset, with all its tables
            people: | Über: | rowkeep.sources.school.datasets.Über: A dataset name has 1 to 63 characters of a-z, 0-9, - and _, not 'Über'
            tables: [ | tabels: [ | rowkeep.sources.school.datasets.people.tabels is not a setting; did you mean tables?
            [public.users] | [a.b.c] | rowkeep.sources.school.datasets.people.tables: A table pattern is written schema.name with * for any characters, not 'a.b.c'
            [public.users] | public.users | rowkeep.sources.school.datasets.people.tables must be a list such as [one, two]
            [public.users] | [[public.users]] | rowkeep.sources.school.datasets.people.tables must be a list of texts
            [public.users] | [] | rowkeep.sources.school.datasets.people.tables must name at least one table; leave it out to select all
            sources: | sourecs: | rowkeep.sourecs is not a setting; did you mean sources?
            rowkeep: | rowkep: | The configuration file has no section rowkeep
            """)
    void oneSentenceNamesTheMistake(String right, String wrong, String sentence) {
        assertThat(SCHOOL).contains(right);
        ConfigText config = new ConfigText(folder, SCHOOL.replace(right, wrong));

        assertThat(config.refusal().replace(" " + config.file(), "")).isEqualTo(sentence);
    }

    @Test
    void aWorkerWithoutSourcesIsRefused() {
        assertThat(new ConfigText(folder, "rowkeep: {lease: 20s}\n").refusal())
                .isEqualTo("rowkeep.sources is missing: the databases that this worker looks after, by name");
    }

    @Test
    void keepRulesAreCheckedAgainstTheirDataset() {
        String keep = SCHOOL + "          keep: {%s}\n";

        assertThat(new ConfigText(folder, keep.formatted("public.other: \"true\"")).refusal())
                .isEqualTo(
                        "rowkeep.sources.school.datasets.people.keep names table public.other, which the dataset does not"
                                + " select");
        assertThat(new ConfigText(folder, keep.formatted("public.*: \"true\"")).refusal())
                .isEqualTo(
                        "rowkeep.sources.school.datasets.people.keep.public.* must be one table: a keep rule takes no *");
        assertThat(new ConfigText(folder, keep.formatted("users: a, public.users: b")).refusal())
                .isEqualTo("rowkeep.sources.school.datasets.people.keep.public.users is the second keep rule for table"
                        + " public.users");
        assertThat(new ConfigText(folder, keep.formatted("users: ")).refusal())
                .isEqualTo(
                        "rowkeep.sources.school.datasets.people.keep.users is missing: the SQL condition of the rows to"
                                + " keep");
    }

    @Test
    void aBrokenFileIsNamedWithItsLineAndWithoutItsContent() {
        String sentence = new ConfigText(folder, "rowkeep:\n  password: top-secret\n  sources: [\n").refusal();

        assertThat(sentence).contains("is not valid YAML", "line").doesNotContain("top-secret");
    }

    @Test
    void aKeyGivenTwiceIsRefused() {
        assertThat(new ConfigText(folder, SCHOOL + "    school: {}\n").refusal())
                .contains("duplicate key school");
    }

    @Test
    void aTagMakesNothing() {
        assertThat(new ConfigText(folder, "rowkeep: !!javax.script.ScriptEngineManager []\n").refusal())
                .contains("is not")
                .contains("YAML");
    }

    @Test
    void anAliasOfItselfIsRefused() {
        assertThat(new ConfigText(folder, "rowkeep: &a\n  b: *a\n").refusal()).contains("nested too deeply");
    }

    @Test
    void aSecondDocumentIsRefused() {
        assertThat(new ConfigText(folder, SCHOOL + "---\n" + SCHOOL).refusal()).contains("is not valid YAML");
    }

    @Test
    void aStrangeKeyBesideOurSectionIsRefused() {
        assertThat(new ConfigText(folder, SCHOOL + "rowkeeper: {}\n").refusal())
                .isEqualTo("rowkeeper is not a setting; did you mean rowkeep?");
    }
}
