package io.rowkeep.worker.imports;

import io.rowkeep.artifact.Column;
import io.rowkeep.worker.source.SourceTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;

/**
 * CSV with a header. An empty value without quotes is NULL, one between quotes the empty text, as in our own files.
 *
 * @param headings what stands above the columns of the table in spreadsheets of it, to know one
 * @param name the file's, for a sentence
 */
record CsvFile(SourceTable table, Set<String> headings, String name) implements FilePlan {

    /** Whoever parses CSV holds a record as text, and a copy of each value while it grows. */
    private static final long RECORDS_IN_HEAP = 12;

    private static final CSVFormat FORMAT = CSVFormat.Builder.create()
            .setDelimiter(',')
            .setQuote('"')
            .setQuoteMode(QuoteMode.ALL_NON_NULL)
            .setNullString("")
            .setIgnoreEmptyLines(false)
            .get();

    @Override
    public void load(InputStream in, Loading loading) throws IOException {
        long widest = Math.min(loading.maxRowBytes(), Runtime.getRuntime().maxMemory() / RECORDS_IN_HEAP);
        Utf8Text text = new Utf8Text(in, name);
        RecordLimit limit = new RecordLimit(text, name, widest);
        try (CSVParser csv =
                CSVParser.builder().setFormat(FORMAT).setReader(limit).get()) {
            Iterator<CSVRecord> records = csv.iterator();
            List<String> header = header(records);
            SourceTable confined = Loading.confine(table, header);
            loading.values(confined, line -> next(records, limit, header, line));
        }
        if (text.last() != '\n' && text.last() != '\r') {
            throw Refusal.of("%s does not end with the end of a line, so it may be cut off: put one there if it is not"
                    .formatted(name));
        }
    }

    private List<String> header(Iterator<CSVRecord> records) {
        if (!hasNext(records)) {
            throw Refusal.of("%s is empty: CSV begins with a line that names its columns".formatted(name));
        }
        List<String> header = new ArrayList<>();
        for (String column : records.next()) {
            header.add(column == null ? "" : column);
        }
        requireNoSpreadsheet(header);
        boolean none = header.equals(List.of("")) && table.columns().isEmpty();
        return none ? List.of() : header;
    }

    /** A spreadsheet has other names than the table, dates for people, and values that no formula can be made of. */
    private void requireNoSpreadsheet(List<String> header) {
        List<String> columns = table.columns().stream().map(Column::name).toList();
        header.stream()
                .filter(column -> headings.contains(column) && !columns.contains(column))
                .findFirst()
                .ifPresent(heading -> {
                    throw Refusal.of(
                            "%s has the heading %s, so it is a spreadsheet of table %s, made for people: import a download with format=csv, json or zip and without profile=spreadsheet instead"
                                    .formatted(name, Refusal.quote(heading), table.name()));
                });
    }

    private boolean next(Iterator<CSVRecord> records, RecordLimit limit, List<String> header, RowLine line) {
        limit.nextRecord();
        if (!hasNext(records)) {
            return false;
        }
        CSVRecord record = records.next();
        line.begin();
        if (record.size() != Math.max(header.size(), 1)) {
            throw line.refusal("it has %d values, and the file's first line names %d columns"
                    .formatted(record.size(), header.size()));
        }
        for (int at = 0; at < header.size(); at++) {
            line.beginField(header.get(at));
            String value = record.get(at);
            if (value != null) {
                try (CopyField field = line.beginValue()) {
                    field.write(value);
                }
            }
        }
        return true;
    }

    /** Reads on; what the parser does not understand is refused. */
    private boolean hasNext(Iterator<CSVRecord> records) {
        try {
            return records.hasNext();
        } catch (UncheckedIOException e) {
            IOException cause = e.getCause();
            String why = cause == null ? e.getMessage() : cause.getMessage();
            throw Refusal.of(
                    "%s is no CSV that can be read: %s".formatted(name, Refusal.quote(String.valueOf(why))), e);
        }
    }
}
