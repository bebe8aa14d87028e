package io.rowkeep.worker.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.control.AnnouncedSource;
import io.rowkeep.dataset.TableName;
import java.util.List;
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

    private List<TableName> tables() {
        AnnouncedSource announced = watch.announced();
        return announced.datasets().getFirst().tables();
    }
}
