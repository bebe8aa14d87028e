package io.rowkeep.api.request;

import io.rowkeep.artifact.BackupId;
import io.rowkeep.control.SavedFor;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.job.DifferenceKind;
import io.rowkeep.job.ImportFormat;
import io.rowkeep.job.JobId;
import io.rowkeep.job.JobKind;
import io.rowkeep.job.JobStatus;
import java.util.Arrays;
import java.util.Locale;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** How text in paths and parameters becomes our words. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, JobId.class, JobId::parse);
        registry.addConverter(String.class, BackupId.class, BackupId::parse);
        registry.addConverter(String.class, SourceName.class, SourceName::new);
        registry.addConverter(String.class, DatasetName.class, DatasetName::new);
        registry.addConverter(String.class, TableName.class, TableName::parse);
        registry.addConverter(String.class, DifferenceKind.class, DifferenceKind::parse);
        registry.addConverter(String.class, ImportFormat.class, ImportFormat::parse);
        registry.addConverter(String.class, JobKind.class, JobKind::parse);
        registry.addConverter(String.class, JobStatus.class, WebConfiguration::status);
        registry.addConverter(String.class, SavedFor.class, SavedFor::parse);
        registry.addConverter(String.class, Wait.class, Wait::parse);
        registry.addConverter(String.class, Limit.class, Limit::parse);
        // Instead of the one that cuts at commas, which may stand in the name of a table.
        registry.addConverter(String.class, String[].class, text -> new String[] {text});
    }

    /** Answers are JSON and downloads what was asked for: a header that allows neither must not refuse what has taken effect. */
    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
        configurer.ignoreAcceptHeader(true).defaultContentType(MediaType.APPLICATION_JSON, MediaType.ALL);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new KnownParameters()).addPathPatterns("/api/**");
    }

    private static JobStatus status(String text) {
        return Arrays.stream(JobStatus.values())
                .filter(status -> status.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "A job's status is one of %s, not '%s'".formatted(Arrays.toString(JobStatus.values()), text)));
    }
}
