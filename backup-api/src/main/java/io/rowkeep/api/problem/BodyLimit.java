package io.rowkeep.api.problem;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/** Refuses bodies of more than 1 MiB, or as {@link LargeBody} says, however they are sent, before they are in memory. */
@RestControllerAdvice
final class BodyLimit extends RequestBodyAdviceAdapter {

    private static final long MAX_BYTES = 1 << 20;

    @Override
    public boolean supports(
            MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converterType) {
        return true;
    }

    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converterType) {
        LargeBody large = parameter.getParameterType().getAnnotation(LargeBody.class);
        long maxBytes = large == null ? MAX_BYTES : large.maxBytes();
        if (message.getHeaders().getContentLength() > maxBytes) {
            throw new BodyTooLarge(maxBytes);
        }
        return new HttpInputMessage() {
            @Override
            public InputStream getBody() throws IOException {
                return new LimitedStream(message.getBody(), maxBytes);
            }

            @Override
            public HttpHeaders getHeaders() {
                return message.getHeaders();
            }
        };
    }

    private static final class LimitedStream extends FilterInputStream {

        private final long maxBytes;
        private long bytes;

        LimitedStream(InputStream in, long maxBytes) {
            super(in);
            this.maxBytes = maxBytes;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            count(count);
            return count;
        }

        private void count(int more) {
            bytes += Math.max(more, 0);
            if (bytes > maxBytes) {
                throw new BodyTooLarge(maxBytes);
            }
        }
    }
}
