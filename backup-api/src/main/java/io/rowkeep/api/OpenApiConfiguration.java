package io.rowkeep.api;

import io.rowkeep.api.problem.Problem;
import io.rowkeep.api.request.Limit;
import io.rowkeep.api.request.Wait;
import io.rowkeep.api.security.Access;
import io.rowkeep.artifact.BackupId;
import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.SourceName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.job.JobId;
import io.rowkeep.job.Requester;
import io.rowkeep.job.WorkerId;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.UUID;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the generated description of the API cannot know by itself. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String BEARER = "bearer";

    static {
        SpringDocUtils.getConfig()
                .replaceWithClass(SourceName.class, String.class)
                .replaceWithClass(DatasetName.class, String.class)
                .replaceWithClass(TableName.class, String.class)
                .replaceWithClass(Requester.class, String.class)
                .replaceWithClass(WorkerId.class, String.class)
                .replaceWithClass(Wait.class, String.class)
                .replaceWithClass(Limit.class, Integer.class)
                .replaceWithClass(JobId.class, UUID.class)
                .replaceWithClass(BackupId.class, UUID.class)
                .addRequestWrapperToIgnore(Access.class);
    }

    @Bean
    OpenAPI description() {
        SecurityScheme bearer =
                new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme(BEARER);
        return new OpenAPI()
                .info(new Info()
                        .title("Rowkeep")
                        .version("v1")
                        .description("Backup and restore for the databases behind web applications."))
                .components(new Components().addSecuritySchemes(BEARER, bearer))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }

    @Bean
    OpenApiCustomizer problems() {
        return api -> {
            ModelConverters.getInstance()
                    .readAll(Problem.class)
                    .forEach((name, schema) -> api.getComponents().addSchemas(name, schema));
            api.getPaths().values().forEach(path -> path.readOperations().forEach(OpenApiConfiguration::addProblem));
        };
    }

    private static void addProblem(Operation operation) {
        Schema<?> problem = new Schema<>().$ref("#/components/schemas/Problem");
        operation
                .getResponses()
                .addApiResponse(
                        "default",
                        new ApiResponse()
                                .description("What failed, with a stable code")
                                .content(new Content()
                                        .addMediaType(Problem.MEDIA_TYPE, new MediaType().schema(problem))));
    }
}
