package io.rowkeep.worker.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowkeep.worker.source.PathPattern;
import org.junit.jupiter.api.Test;

/** Which paths patterns are about. */
class PathPatternTest {

    private static final String PHOTO = "0a8fab50-f2b2-4a9a-9e0e-1d9e3f0a7d11.jpg";

    @Test
    void everyFolderMeansTheUppermostToo() {
        PathPattern photos = new PathPattern("**/????????-????-????-????-????????????.*");

        assertThat(photos.matches(PHOTO)).isTrue();
        assertThat(photos.matches("guests/2025/" + PHOTO)).isTrue();
        assertThat(photos.matches("guests/beach.jpg")).isFalse();
    }

    @Test
    void theDocumentedPatternTakesNamesWithAndWithoutExtensions() {
        PathPattern photos = new PathPattern("**/????????-????-????-????-????????????{,.*}");

        assertThat(photos.matches(PHOTO)).isTrue();
        assertThat(photos.matches("guests/" + PHOTO.replace(".jpg", ""))).isTrue();
        assertThat(photos.matches("guests/" + PHOTO.replace(".jpg", ".tar.gz"))).isTrue();
        assertThat(photos.matches("guests/" + PHOTO.replace(".jpg", "_thumb.jpg")))
                .isFalse();
    }

    @Test
    void globsAndRegularExpressionsAreAboutTheWholePath() {
        assertThat(new PathPattern("**").matches("a/b/c")).isTrue();
        assertThat(new PathPattern("*.jpg").matches("a.jpg")).isTrue();
        assertThat(new PathPattern("*.jpg").matches("a/a.jpg")).isFalse();
        assertThat(new PathPattern("regex:(.*/)?[0-9]+\\.png").matches("a/17.png"))
                .isTrue();
        assertThat(new PathPattern("regex:[0-9]+\\.png").matches("a/17.png")).isFalse();
    }

    @Test
    void whatIsNoPatternIsRefused() {
        assertThatThrownBy(() -> new PathPattern("regex:("))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("regex:(");
        assertThatThrownBy(() -> new PathPattern("{a")).isInstanceOf(IllegalArgumentException.class);
    }
}
