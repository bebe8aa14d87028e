package io.rowkeep.worker.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rowkeep.control.AnnouncedDataset;
import io.rowkeep.control.AnnouncedSource;
import io.rowkeep.dataset.DatasetDefinition;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.DocumentForm;
import io.rowkeep.dataset.DocumentProfile;
import io.rowkeep.dataset.TableName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SourceWatchTest {

    private final FakeSource source = new FakeSource();
    private final SourceWatch watch = new SourceWatch(source);

    @Test
    void aSourceThatWasNotLookedAtIsInTrouble() {
        assertThat(watch.announced().trouble()).isEqualTo("Source school has not answered yet");
        assertThat(tables()).isEmpty();
    }

    @Test
    void aSourceShowsTheTablesOfItsDatasets() {
        source.tables = List.of("public.a", "public.b");

        watch.look();

        assertThat(tables()).extracting(TableName::name).containsExactly("a", "b");
        assertThat(watch.announced().trouble()).isNull();
    }

    @Test
    void aSourceThatGoesDownKeepsItsTablesAndRecovers() {
        source.tables = List.of("public.a");
        watch.look();

        source.down = true;
        watch.look();
        assertThat(watch.announced().trouble()).isEqualTo("Source school cannot be reached");
        assertThat(tables()).hasSize(1);

        source.down = false;
        source.tables = List.of();
        watch.look();
        assertThat(watch.announced().trouble()).isNull();
        assertThat(tables()).isEmpty();
    }

    @Test
    void keepRulesThatCannotHoldAreTroubleAndTheTablesAreShownAllTheSame() {
        source.tables = List.of("public.a");
        source.invalidKeepRules = List.of("The keep rule \"x\" cannot be evaluated", "The keep rule \"y\" neither");

        watch.look();

        assertThat(watch.announced().trouble())
                .isEqualTo("The keep rule \"x\" cannot be evaluated; The keep rule \"y\" neither");
        assertThat(tables()).hasSize(1);
    }

    @Test
    void aDatasetSaysWhichFormItsDocumentsHave() {
        source.configured = List.of(new DatasetDefinition(
                new DatasetName("stock"),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                new DocumentProfile(DocumentForm.ARRAY, null, null, null),
                Map.of(),
                Map.of(),
                null));

        assertThat(watch.announced().datasets())
                .extracting(AnnouncedDataset::name, AnnouncedDataset::documentForm)
                .containsExactlyInAnyOrder(
                        tuple(DatasetName.ALL, DocumentForm.TABLES),
                        tuple(new DatasetName("stock"), DocumentForm.ARRAY));
    }

    private List<TableName> tables() {
        AnnouncedSource announced = watch.announced();
        return announced.datasets().getFirst().tables();
    }
}
