package io.rowkeep.quickstart.example;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExampleTest {

    @Test
    void itsSourcesAreThoseOfItsConfiguration() {
        assertThat(Example.SCHOOL.sources()).containsExactly("school");
        assertThat(Example.GUESTS.sources()).containsExactlyInAnyOrder("guests", "guests-copy");
        assertThat(Example.MARKETPLACE.sources()).containsExactlyInAnyOrder("marketplace", "atlas");
    }
}
