package io.rowkeep.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a spreadsheet file begins with; stored parts do not have it. */
public final class SpreadsheetHeader {

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private SpreadsheetHeader() {}

    /** The byte order mark and the row of headings; UTF-8. Headings are cells like any other. */
    public static byte[] of(SpreadsheetLayout layout) {
        List<FormatColumn> fields = new ArrayList<>();
        List<SpreadsheetColumn> columns = new ArrayList<>();
        for (SpreadsheetColumn column : layout.columns()) {
            columns.add(new SpreadsheetColumn(fields.size(), column.heading(), null));
            fields.add(new FormatColumn(column.heading(), ColumnMapping.TEXT));
        }
        byte[] line = layout.columns().stream()
                .map(column -> CopyText.escape(column.heading()))
                .collect(Collectors.joining("\t"))
                .getBytes(UTF_8);
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        try {
            header.writeBytes(BYTE_ORDER_MARK.getBytes(UTF_8));
            new CopyTextToSpreadsheet(new SpreadsheetLayout(fields, columns))
                    .encode(line, 0, line.length, header::write);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return header.toByteArray();
    }
}
