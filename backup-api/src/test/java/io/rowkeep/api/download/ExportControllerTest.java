package io.rowkeep.api.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowkeep.dataset.QueryParameters;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

class ExportControllerTest {

    @Test
    void noQueryCanHaveAParameterThatIsCalledLikeOneOfTheExport() {
        Method export = Arrays.stream(ExportController.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(GetMapping.class))
                .findFirst()
                .orElseThrow();

        assertThat(Arrays.stream(export.getParameters())
                        .filter(parameter -> parameter.isAnnotationPresent(RequestParam.class))
                        .filter(parameter -> !parameter.getType().equals(MultiValueMap.class))
                        .map(Parameter::getName))
                .containsExactlyInAnyOrderElementsOf(QueryParameters.RESERVED);
    }
}
