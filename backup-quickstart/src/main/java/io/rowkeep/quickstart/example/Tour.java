package io.rowkeep.quickstart.example;

import io.rowkeep.client.EventSubscription;
import io.rowkeep.client.Job;
import io.rowkeep.client.JobEvent;
import io.rowkeep.client.JobHandle;
import io.rowkeep.client.JobStatus;
import io.rowkeep.client.Rowkeep;
import io.rowkeep.message.MessageMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Does what an example's README says, call by call, tells a person about it, and checks that every job did what it says. */
public final class Tour {

    private static final Duration LONGEST_JOB = Duration.ofMinutes(5);

    private final Example example;
    private final SamplePlaces places;
    private final SampleDatabase sample;
    private final Rowkeep rowkeep;
    private final Calls calls;
    private final Narrator narrator;
    private final Variables variables = new Variables();
    private final Proof proof = new Proof();
    private final Path unfinished;

    private Tour(Example example, SamplePlaces places, Rowkeep rowkeep, Calls calls, Path unfinished, PrintStream out) {
        this.example = example;
        this.unfinished = unfinished;
        this.places = places;
        this.sample = example.database(places.database());
        this.rowkeep = rowkeep;
        this.calls = calls;
        this.narrator = new Narrator(out);
    }

    /**
     * Takes the tour.
     *
     * @param url of the API
     * @param token of an administrator
     * @param unfinished a file that is there while a tour is under way: the next one then begins with the example's own rows
     * @throws TourFailure at the first step that is not right
     * @throws io.rowkeep.client.RowkeepException when a job fails
     */
    public static void take(
            Example example, SamplePlaces places, URI url, String token, Path unfinished, PrintStream out) {
        try (Rowkeep rowkeep = Rowkeep.connect(url, token);
                Calls calls = new Calls(url, token)) {
            new Tour(example, places, rowkeep, calls, unfinished, out).take();
        }
    }

    private void take() {
        awaitEarlierJobs();
        begin();
        Readme readme = example.readme();
        Map<String, TableState> first = sample.state();
        narrator.begin(readme.title(), first);
        for (Readme.Section section : readme.sections()) {
            narrator.section(section.heading());
            section.steps().forEach(this::take);
        }
        if (!sample.state().equals(first)) {
            throw new TourFailure("The tables are not as they were at the beginning");
        }
        narrator.end();
        end();
    }

    /** Only now, because a job of an earlier start may have filled them. */
    private void begin() {
        example.emptyTargets(places);
        try {
            if (Files.exists(unfinished)) {
                narrator.beginningAnew();
                sample.empty();
                sample.load();
            } else {
                Files.createFile(unfinished);
            }
        } catch (IOException e) {
            throw new TourFailure("The file %s cannot be made".formatted(unfinished), e);
        }
    }

    private void end() {
        try {
            Files.delete(unfinished);
        } catch (IOException e) {
            throw new TourFailure("The file %s cannot be deleted".formatted(unfinished), e);
        }
    }

    /** What an earlier start was doing when it was stopped goes on now, and would disturb the tour. */
    private void awaitEarlierJobs() {
        for (List<Job> earlier = openJobs(); !earlier.isEmpty(); earlier = openJobs()) {
            earlier.forEach(job -> {
                narrator.waiting(job);
                rowkeep.job(job.id()).await(LONGEST_JOB);
            });
        }
    }

    private List<Job> openJobs() {
        Set<String> sources = example.sources();
        return Stream.of(JobStatus.QUEUED, JobStatus.RUNNING)
                .flatMap(open -> rowkeep.jobs().status(open).stream())
                .filter(job -> sources.contains(job.source()))
                .toList();
    }

    private void take(Step step) {
        switch (step) {
            case Step.Call call -> call(variables.fill(call));
            case Step.Change change -> {
                sample.run(change.statements());
                narrator.changed(change, sample.state());
            }
        }
    }

    private void call(Step.Call call) {
        narrator.called(call);
        // Reading changes nothing, and the tables are large.
        Map<String, TableState> before = call.method().equals("GET") ? Map.of() : sample.state();
        Calls.Answer answer = calls.send(call);
        requireExpected(call, answer);
        if (answer.status() >= 300 || !answer.isJson()) {
            narrator.answered(answer);
            return;
        }
        JsonNode body = MessageMapper.JSON.readTree(answer.text());
        if (body.has("status") && body.has("kind")) {
            job(rowkeep.job(body.get("id").stringValue()), call, before.isEmpty() ? sample.state() : before);
        } else {
            narrator.answered(answer);
        }
    }

    /** Waits for the job's end and for the event that tells every listener of it, and looks at what it did. */
    private void job(JobHandle handle, Step.Call call, Map<String, TableState> before) {
        HeardEvents events = new HeardEvents();
        EventSubscription following = handle.follow(events);
        Job job;
        JobEvent event;
        try {
            job = handle.awaitSuccess(LONGEST_JOB);
            event = events.of(job.id());
        } finally {
            following.close();
        }
        Map<String, TableState> now = sample.state();
        narrator.done(job, event, now);
        proof.check(job, call.body().contains("\"merge\""), before, now);
        variables.put(job.dryRun() ? "preview" : "job", job.id());
        if (job.kind().equals("backup") || job.kind().equals("import")) {
            variables.put(job.kind(), job.requireBackupId());
        }
    }

    private static void requireExpected(Step.Call call, Calls.Answer answer) {
        boolean expected = call.expected() == 0 ? answer.status() / 100 == 2 : answer.status() == call.expected();
        if (!expected || !call.words().stream().allMatch(answer.text()::contains)) {
            throw new TourFailure("%s %s was answered with %d %s"
                    .formatted(call.method(), call.path(), answer.status(), Narrator.line(answer.text())));
        }
    }
}
