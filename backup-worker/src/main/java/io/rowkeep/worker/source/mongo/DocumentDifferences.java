package io.rowkeep.worker.source.mongo;

import io.rowkeep.artifact.Sha256;
import io.rowkeep.job.DifferenceKind;
import io.rowkeep.job.TableDifferences;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Counts the differences of a collection, and digests them. The digest depends on nothing but ids, kinds and both sides, so that
 * whoever finds the same has the same.
 */
final class DocumentDifferences {

    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

    private final Map<DifferenceKind, Long> counts = new EnumMap<>(DifferenceKind.class);
    private long differing;
    private long unlike;
    private BigInteger sum = BigInteger.ZERO;

    private DocumentDifferences() {}

    /**
     * Of what was planned.
     *
     * @param compared how many documents beside the collection take part
     * @param skipped how many more gave way to kept ones
     * @param everyOneBeside whether each difference is about something beside the collection, also that there was nothing
     */
    static TableDifferences of(DocumentPlan plan, long compared, long skipped, boolean everyOneBeside) {
        DocumentDifferences found = new DocumentDifferences();
        plan.eachBatch(Documents.ALL, items -> items.forEach(item -> found.add(item, everyOneBeside)));
        return found.counted(compared, skipped);
    }

    private void add(PlannedDocument item, boolean everyOneBeside) {
        counts.merge(item.kind(), 1L, Long::sum);
        differing++;
        if (everyOneBeside || item.beside() != null) {
            unlike++;
        }
        String text =
                "%s\n%s\n%s\n%s".formatted(item.kind().id(), ValueText.exact(item.id()), item.was(), item.beside());
        byte[] digest = HexFormat.of().parseHex(Sha256.hex(text.getBytes(StandardCharsets.UTF_8)));
        sum = sum.add(new BigInteger(1, digest)).mod(MODULUS);
    }

    private TableDifferences counted(long compared, long skipped) {
        return new TableDifferences(
                count(DifferenceKind.INSERT),
                count(DifferenceKind.UPDATE),
                count(DifferenceKind.DELETE),
                compared - unlike,
                count(DifferenceKind.CONFLICT),
                count(DifferenceKind.KEPT_NEWER),
                count(DifferenceKind.KEPT_CURRENT),
                skipped,
                count(DifferenceKind.REFUSED),
                Sha256.hex("%d:%s".formatted(differing, sum).getBytes(StandardCharsets.UTF_8)));
    }

    private long count(DifferenceKind kind) {
        return counts.getOrDefault(kind, 0L);
    }
}
