package io.rowkeep.api.download;

import io.rowkeep.api.backup.VisibleBackups;
import io.rowkeep.api.security.Access;
import io.rowkeep.artifact.BackupId;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Sends backups that there are. */
@RestController
class DownloadController {

    private final VisibleBackups backups;
    private final BackupFiles files;

    DownloadController(VisibleBackups backups, BackupFiles files) {
        this.backups = backups;
        this.files = files;
    }

    @GetMapping("/api/v1/backups/{id}/download")
    @Operation(
            summary = "Download a backup",
            description =
                    "Always the whole file. Whoever gets data is on record in the audit, before the first byte is sent.")
    void download(
            @AuthenticationPrincipal Access access,
            @PathVariable BackupId id,
            @RequestParam(required = false) @Nullable String format,
            @RequestParam(required = false) @Nullable String profile,
            @RequestParam(required = false) @Nullable String form,
            @RequestParam(required = false) @Nullable String compress,
            @RequestParam(required = false) String @Nullable [] table,
            HttpMethod method,
            HttpServletResponse response)
            throws IOException {
        files.send(
                backups.require(access, id),
                FileRequest.of(format, profile, form, compress, table),
                access.caller(),
                method,
                response);
    }
}
