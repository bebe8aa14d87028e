package io.rowkeep.storage.s3;

import io.rowkeep.storage.StoredObject;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Walks through a listing and asks for the next page only when the last one is used up. Not thread-safe. */
final class ObjectPages implements Iterator<StoredObject> {

    private final Function<@Nullable String, ListObjectsV2Response> nextPage;
    private final Function<S3Object, StoredObject> toObject;
    private final Queue<S3Object> page = new ArrayDeque<>();
    private @Nullable String continuation;
    private boolean last;

    /**
     * @param nextPage asks for the page of a continuation token; null for the first
     */
    ObjectPages(Function<@Nullable String, ListObjectsV2Response> nextPage, Function<S3Object, StoredObject> toObject) {
        this.nextPage = nextPage;
        this.toObject = toObject;
    }

    @Override
    public boolean hasNext() {
        // A page may be empty though others follow.
        while (page.isEmpty() && !last) {
            ListObjectsV2Response response = nextPage.apply(continuation);
            page.addAll(response.contents());
            continuation = response.nextContinuationToken();
            last = continuation == null || !Boolean.TRUE.equals(response.isTruncated());
        }
        return !page.isEmpty();
    }

    @Override
    public StoredObject next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return toObject.apply(page.remove());
    }
}
