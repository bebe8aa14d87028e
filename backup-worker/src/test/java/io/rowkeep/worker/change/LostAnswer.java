package io.rowkeep.worker.change;

import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import io.rowkeep.worker.source.Source;
import io.rowkeep.worker.source.TargetChange;
import io.rowkeep.worker.source.TargetSession;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;

/** A source whose answer to COMMIT is lost: before or after the server has done it. */
public final class LostAnswer {

    private final boolean committed;

    private LostAnswer(boolean committed) {
        this.committed = committed;
    }

    /** The source, with the answer lost after it was committed, or before. */
    public static Source of(Source source, boolean committed) {
        return new LostAnswer(committed).wrap(Source.class, source);
    }

    private <T> T wrap(Class<T> port, T real) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (self, method, args) -> {
            boolean commit = port == TargetChange.class && method.getName().equals("commit");
            if (commit && !committed) {
                throw lost();
            }
            try {
                Object answer = method.invoke(real, args);
                if (commit) {
                    throw lost();
                }
                return wrapAnswer(answer);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    private Object wrapAnswer(Object answer) {
        if (answer instanceof TargetSession session) {
            return wrap(TargetSession.class, session);
        }
        return answer instanceof Optional<?> maybe
                ? maybe.map(inner -> inner instanceof TargetChange change ? wrap(TargetChange.class, change) : inner)
                : answer;
    }

    private static BackupException lost() {
        return new BackupException(ErrorCode.SOURCE_UNAVAILABLE, "The answer was lost");
    }
}
