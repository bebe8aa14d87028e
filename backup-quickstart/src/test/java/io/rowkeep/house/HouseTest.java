package io.rowkeep.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Who may know whom: the directions of {@code docs/architecture.md}. */
@AnalyzeClasses(packages = "io.rowkeep", importOptions = DoNotIncludeTests.class)
class HouseTest {

    private static final String API = "io.rowkeep.api..";
    private static final String WORKER = "io.rowkeep.worker..";
    private static final String CONTROL = "io.rowkeep.control..";
    private static final String POSTGRES = "io.rowkeep.worker.source.postgres..";
    private static final String MONGO = "io.rowkeep.worker.source.mongo..";
    private static final String CLIENT = "io.rowkeep.client..";
    private static final String STARTER = "io.rowkeep.client.spring..";
    private static final String[] SHARED = {
        "io.rowkeep.dataset..",
        "io.rowkeep.job..",
        "io.rowkeep.failure..",
        "io.rowkeep.message..",
        "io.rowkeep.artifact..",
        "io.rowkeep.format..",
        "io.rowkeep.storage..",
        "io.rowkeep.settings.."
    };

    @ArchTest
    static final ArchRule THE_API_KNOWS_NO_WORKER = noClasses()
            .that()
            .resideInAPackage(API)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(WORKER)
            .because("the two run in different processes; what they share is in backup-common");

    @ArchTest
    static final ArchRule A_WORKER_KNOWS_NO_API = noClasses()
            .that()
            .resideInAPackage(WORKER)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(API)
            .because("the two run in different processes; what they share is in backup-common");

    @ArchTest
    static final ArchRule COMMON_KNOWS_NO_APPLICATION = noClasses()
            .that()
            .resideInAnyPackage(SHARED)
            .or()
            .resideInAPackage(CONTROL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(API, WORKER)
            .because("backup-common is below both");

    @ArchTest
    static final ArchRule COMMON_IS_PLAIN_JAVA = noClasses()
            .that()
            .resideInAnyPackage(SHARED)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework..", "org.postgresql..")
            .because("in backup-common only control knows JDBC and Spring");

    @ArchTest
    static final ArchRule ONLY_S3_KNOWS_THE_SDK = noClasses()
            .that()
            .resideOutsideOfPackages("io.rowkeep.storage.s3..", "io.rowkeep.testing..", "io.rowkeep.s3server..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon..")
            .because("every other class speaks to the port ObjectStore, so that another store is one package");

    @ArchTest
    static final ArchRule ONLY_TWO_PLACES_KNOW_POSTGRESQL = noClasses()
            .that()
            .resideOutsideOfPackages(POSTGRES, CONTROL, "io.rowkeep.testing..", "io.rowkeep.quickstart..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.postgresql..")
            .because("its driver, its SQL and its catalogues stay behind the ports");

    @ArchTest
    static final ArchRule ONLY_ONE_PLACE_KNOWS_MONGODB = noClasses()
            .that()
            .resideOutsideOfPackages(MONGO, "io.rowkeep.testing..", "io.rowkeep.quickstart..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.mongodb..", "org.bson..")
            .because(
                    "its driver, its commands and its documents stay behind the ports; the rest sees lines of Extended JSON");

    @ArchTest
    static final ArchRule ORDER_AND_POLICY_KNOW_NO_DATABASE = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.rowkeep.worker.export..",
                    "io.rowkeep.worker.change..",
                    "io.rowkeep.worker.restore..",
                    "io.rowkeep.worker.clear..",
                    "io.rowkeep.worker.undo..",
                    "io.rowkeep.worker.system..",
                    "io.rowkeep.worker.files..",
                    "io.rowkeep.worker.inspect..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..", POSTGRES, MONGO)
            .because("they hold order and policy for every kind of database");

    @ArchTest
    static final ArchRule THE_API_KNOWS_NO_JDBC = noClasses()
            .that()
            .resideInAPackage(API)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..")
            .because("the API has the control database behind io.rowkeep.control and no credentials of any source");

    @ArchTest
    static final ArchRule THE_BROKER_IS_KNOWN_WHERE_MESSAGES_PASS = noClasses()
            .that()
            .resideOutsideOfPackages(CONTROL, STARTER, "io.rowkeep.worker.intake..", "io.rowkeep.testing..")
            .and()
            .doNotHaveFullyQualifiedName("io.rowkeep.api.live.EventSubscription")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.amqp..", "com.rabbitmq..")
            .because(
                    "a message is a wake-up: only relay, broadcast and listeners, the one behind live progress among them, need to know how it travels");

    @ArchTest
    static final ArchRule THE_CLIENT_KNOWS_NOTHING_OF_OURS = noClasses()
            .that()
            .resideInAPackage(CLIENT)
            .should()
            .dependOnClassesThat(resideInAPackage("io.rowkeep..").and(resideOutsideOfPackage(CLIENT)))
            .because("it is taken into web applications, where nothing of a server has any business");

    @ArchTest
    static final ArchRule THE_CLIENT_IS_PLAIN_JAVA = noClasses()
            .that()
            .resideInAPackage(CLIENT)
            .and()
            .resideOutsideOfPackage(STARTER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", STARTER)
            .because("web applications without Spring use it too");

    @ArchTest
    static final ArchRule NO_SERVER_KNOWS_THE_CLIENT = noClasses()
            .that()
            .resideOutsideOfPackages(CLIENT, "io.rowkeep.quickstart..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CLIENT)
            .because("it is how applications see Rowkeep, and the quickstart plays an application");

    @ArchTest
    static final ArchRule FORMATS_ARE_PURE = classes()
            .that()
            .resideInAPackage("io.rowkeep.format..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.rowkeep.format..",
                    "io.rowkeep.failure..",
                    "java.lang..",
                    "java.util..",
                    "java.io..",
                    "java.nio..",
                    "java.time..",
                    "com.fasterxml.jackson.annotation..",
                    "org.jspecify.annotations..")
            .because(
                    "encoders and decoders are functions over bytes: no network, no framework, and dates without a clock");

    @ArchTest
    static final ArchRule NOBODY_IMPORTS_THE_QUICKSTART = noClasses()
            .that()
            .resideOutsideOfPackage("io.rowkeep.quickstart..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.rowkeep.quickstart..")
            .because("the quickstart puts the others together and is not part of them");

    @ArchTest
    static final ArchRule FIXTURES_STAY_OUT_OF_PRODUCTION = noClasses()
            .that()
            .resideOutsideOfPackage("io.rowkeep.testing..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.rowkeep.testing..")
            .because("test fixtures never stand on a production class path");

    @ArchTest
    static final ArchRule NO_VAGUE_NAMES = noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)")
            .because("such a name says nothing; the words are those of docs/architecture.md");

    @ArchTest
    static final ArchRule NO_FIELD_INJECTION = noFields()
            .should()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
            .orShould()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
            .orShould()
            .beAnnotatedWith("jakarta.annotation.Resource")
            .because("one constructor says what a class needs");

    @ArchTest
    static final ArchRule NO_MUTABLE_STATICS = fields().that()
            .areStatic()
            .should()
            .beFinal()
            .because("two applications run in one JVM in the quickstart and share statics");

    @ArchTest
    static final ArchRule EVERY_PACKAGE_SAYS_WHAT_IT_IS = classes()
            .should(haveAPackageInfoThatIsNullMarked())
            .because("a package is a feature, and its one sentence is the map");

    private static ArchCondition<JavaClass> haveAPackageInfoThatIsNullMarked() {
        return new ArchCondition<>("stand beside a package-info.java with @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked")) {
                    events.add(SimpleConditionEvent.violated(
                            type,
                            "Package %s has no package-info.java with @NullMarked".formatted(type.getPackageName())));
                }
            }
        };
    }
}
