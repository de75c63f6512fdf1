package dev.agentgateway.schema.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.agentgateway.schema.Bare;
import dev.agentgateway.schema.Confidential;
import dev.agentgateway.schema.Default;
import dev.agentgateway.schema.ExactlyOne;
import dev.agentgateway.schema.Fault;
import dev.agentgateway.schema.Inline;
import dev.agentgateway.schema.IntOrString;
import dev.agentgateway.schema.Limits;
import dev.agentgateway.schema.Matches;
import dev.agentgateway.schema.MemberTable;
import dev.agentgateway.schema.Members;
import dev.agentgateway.schema.MembersOf;
import dev.agentgateway.schema.Name;
import dev.agentgateway.schema.Node;
import dev.agentgateway.schema.OneOf;
import dev.agentgateway.schema.Open;
import dev.agentgateway.schema.Planned;
import dev.agentgateway.schema.Position;
import dev.agentgateway.schema.Reading;
import dev.agentgateway.schema.Required;
import dev.agentgateway.schema.Rule;
import dev.agentgateway.schema.Unique;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class RecordSchemaTest {

  enum Action {
    ALLOW,
    PATH_PREFIX,
    @Name("GET")
    GET
  }

  @Rule(
      value = "[has(self.url), has(self.host)].exists_one(it, it)",
      message = "exactly one of url and host must be set")
  record Target(
      @Nullable @Matches("^https?://") String url,
      @Nullable String host,
      @Limits(min = 1, max = 65535) @Default("80") int port) {}

  record Pair(@Required String name, @Required @Confidential String value) {}

  record Match(@Default("Exact") @OneOf({"Exact", "PathPrefix"}) String type) {}

  record Tail(@Nullable Boolean dry, @Nullable Long size) {}

  record Auth(@Nullable @Confidential String key, @Nullable @Confidential Match hidden) {}

  record Cors(@Limits(min = 1, itemMax = 5) List<String> origins) {}

  record Whole(
      @Nullable String text,
      @Nullable Action action,
      @Nullable @Name("wait") Duration pause,
      @Nullable Instant since,
      @Nullable Double ratio,
      @Nullable IntOrString either,
      @Nullable JsonNode free,
      @Nullable Target target,
      @Unique("name") List<Pair> pairs,
      Map<String, String> labels,
      Map<String, JsonNode> extras,
      @Nullable Match match,
      @Nullable Auth auth,
      @Name("default") @Nullable String other,
      @Inline Tail tail,
      @MembersOf("Whole.traffic") Members traffic,
      @Planned @Nullable JsonNode later,
      @Rule(value = "self.all(it, it.startsWith('a'))", message = "each begins with a")
          List<String> words) {}

  private static final MemberTable TABLE =
      new MemberTable(
          Map.of("Whole.traffic", Map.of("cors", Cors.class, "target", Target.class)),
          Map.of("Whole.traffic", List.of("csrf")));

  private static final RecordSchema<Whole> SCHEMA = RecordSchema.of(Whole.class, TABLE);

  @Test
  void buildsWhatIsWritten() {
    Reading<Whole> reading =
        SCHEMA.read(
            JsonTree.of(
                """
                {text: 'a', action: 'PathPrefix', wait: '1m30s', since: '2026-01-02T03:04:05Z',
                 ratio: 0.5, either: 8080, free: {a: [1, 2.5, null]}, target: {host: 'h'},
                 pairs: [{name: 'n', value: 'v'}], labels: {a: 'b'}, extras: {x: 1},
                 match: {}, default: 'd', dry: true, size: 12345678901,
                 traffic: {cors: {origins: ['a']}}, words: ['ab']}
                """));
    assertThat(reading.faults()).isEmpty();
    Whole whole = Objects.requireNonNull(reading.value());
    assertThat(whole.text()).isEqualTo("a");
    assertThat(whole.action()).isEqualTo(Action.PATH_PREFIX);
    assertThat(whole.pause()).isEqualTo(Duration.ofSeconds(90));
    assertThat(whole.since()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
    assertThat(whole.ratio()).isEqualTo(0.5);
    assertThat(whole.either()).isEqualTo(new IntOrString("8080"));
    assertThat(whole.free()).hasToString("{\"a\":[1,2.5,null]}");
    assertThat(whole.target()).isEqualTo(new Target(null, "h", 80));
    assertThat(whole.pairs()).containsExactly(new Pair("n", "v"));
    assertThat(whole.labels()).isEqualTo(Map.of("a", "b"));
    assertThat(whole.extras().get("x")).hasToString("1");
    assertThat(whole.match()).isEqualTo(new Match("Exact"));
    assertThat(whole.other()).isEqualTo("d");
    assertThat(whole.tail()).isEqualTo(new Tail(true, 12345678901L));
    assertThat(whole.traffic().byField()).isEqualTo(Map.of("cors", new Cors(List.of("a"))));
  }

  @Test
  void whatIsAbsentIsNullOrEmpty() {
    Whole whole = Objects.requireNonNull(SCHEMA.read(JsonTree.of("{text: null}")).value());
    assertThat(whole.text()).isNull();
    assertThat(whole.pairs()).isEmpty();
    assertThat(whole.labels()).isEmpty();
    assertThat(whole.traffic()).isEqualTo(Members.NONE);
    assertThat(whole.tail()).isEqualTo(new Tail(null, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # written | position | fault
          []                          | 1:1  | : found a list (expected: an object)
          {tex: 'a'}                  | 1:2  | tex: unknown field "tex"; did you mean text?
          {txet: 'a'}                 | 1:2  | txet: unknown field "txet"; did you mean text?
          {text: [1]}                 | 1:8  | text: found a list (expected: a text)
          {text: 5}                   | 1:8  | text: found a number (expected: a text); put it in quotes
          {action: 'Alow'}            | 1:10 | action: found "Alow" (expected: Allow, PathPrefix, GET); did you mean Allow?
          {action: 'allow'}           | 1:10 | action: found "allow" (expected: Allow, PathPrefix, GET); write Allow
          {wait: 30}                  | 1:8  | wait: found 30 (expected: a duration such as 30s or 1m30s); write the unit: 30s
          {wait: '1d'}                | 1:8  | wait: found "1d" (expected: a duration such as 30s or 1m30s)
          {since: 'now'}              | 1:9  | since: found "now" (expected: a time such as 2026-01-31T12:00:00Z)
          {ratio: 'x'}                | 1:9  | ratio: found "x" (expected: a number)
          {either: 1.5}               | 1:10 | either: found 1.5 (expected: a whole number or a text)
          {target: {}}                | 1:10 | target: exactly one of url and host must be set
          {target: {url: 'http://', host: 'a'}} | 1:10 | target: exactly one of url and host must be set
          {target: {url: 'ftp:x'}}    | 1:16 | target.url: found "ftp:x" (expected: to match ^https?://)
          {target: {host: 'a', port: 0}} | 1:28 | target.port: found 0 (expected: 1 to 65535)
          {target: {host: 'a', port: 1e99}} | 1:28 | target.port: found 1e99 (expected: a whole number)
          {target: {host: 'a', port: 4294967296}} | 1:28 | target.port: found 4294967296 (expected: a whole number of 32 bits)
          {target: {host: 'a', port: '80'}} | 1:28 | target.port: found a text (expected: a whole number); leave out the quotes
          {pairs: {name: 'a', value: 'b'}} | 1:9  | pairs: found an object (expected: a list); write it as a list of one item
          {pairs: [{name: 'a'}]}      | 1:10 | pairs[0].value: missing (expected: a text)
          {pairs: [{name: 'a', value: 's3cret', valeu: 's3cret'}]} | 1:39 | pairs[0].valeu: unknown field "valeu"; known here: name, value
          {pairs: [{name: 'a', value: {x: 's3cret'}}]} | 1:29 | pairs[0].value: found an object (expected: a text)
          {pairs: [{name: 'a', value: 'b'}, {name: 'a', value: 'c'}]} | 1:35 | pairs[1]: the same in name as item 0 (expected: items that differ)
          {pairs: [null]}             | 1:10 | pairs[0]: found null (expected: an object)
          {labels: {'a.b': {}}}       | 1:18 | labels["a.b"]: found an object (expected: a text)
          {match: {type: 'Regex'}}    | 1:16 | match.type: found "Regex" (expected: Exact, PathPrefix)
          {auth: 's3cret'}            | 1:8  | auth: found a text (expected: an object)
          {auth: {hidden: {type: 's3cret'}}} | 1:24 | auth.hidden.type: found a text (expected: Exact, PathPrefix)
          {dry: 'maybe'}              | 1:7  | dry: found "maybe" (expected: true or false)
          {tail: {}}                  | 1:2  | tail: unknown field "tail"; known here: text, action, wait, since, ratio, either, free, target, pairs, labels, extras, match, auth, default, dry, size, …
          {traffic: {cors: {origins: []}}} | 1:28 | traffic.cors.origins: found 0 items (expected: at least 1)
          {traffic: {cors: {origins: ['abcdef']}}} | 1:29 | traffic.cors.origins[0]: found 6 characters (expected: at most 5)
          {traffic: {target: {}}}     | 1:20 | traffic.target: exactly one of url and host must be set
          {traffic: {crs: {}}}        | 1:12 | traffic.crs: unknown field "crs"; did you mean cors?
          {words: ['ab', 'b']}        | 1:9  | words: each begins with a
          """)
  void refusesAndSaysWhere(String written, String position, String fault) {
    Reading<Whole> reading = SCHEMA.read(JsonTree.of(written));
    assertThat(reading.value()).isNull();
    assertThat(told(reading.faults())).isEqualTo(position + " ERROR " + fault);
    assertThat(told(reading.faults())).doesNotContain("s3cret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {text: 5}           | 1:8  | text: found a number (expected: a text); put it in quotes
          {text: true}        | 1:8  | text: found a boolean (expected: a text); put it in quotes
          {action: 'ALLOW'}   | 1:10 | action: found "ALLOW" (expected: Allow, PathPrefix, GET); write Allow
          {action: 'PATH_PREFIX'} | 1:10 | action: found "PATH_PREFIX" (expected: Allow, PathPrefix, GET); write PathPrefix
          {match: {type: 'path-prefix'}} | 1:16 | match.type: found "path-prefix" (expected: Exact, PathPrefix); write PathPrefix
          {words: 'ab'}       | 1:9  | words: found a text (expected: a list); write it as a list of one item
          {size: '5'}         | 1:8  | size: found a text (expected: a whole number); leave out the quotes
          {dry: 'true'}       | 1:7  | dry: found a text (expected: true or false); leave out the quotes
          {traffic: {bananas: {}}} | 1:12 | traffic.bananas: unknown field "bananas"; known here: cors, target, csrf
          """)
  void slipsAreWarningsWhenLenient(String written, String position, String fault) {
    Reading<Whole> lenient = SCHEMA.read(JsonTree.of(written), Mode.LENIENT);
    assertThat(lenient.value()).isNotNull();
    assertThat(told(lenient.faults()).replace("target, cors", "cors, target"))
        .isEqualTo(position + " WARNING " + fault);
    assertThat(SCHEMA.read(JsonTree.of(written)).value()).isNull();
  }

  @Test
  void aMisspeltFieldIsAnErrorEvenWhenLenient() {
    Reading<Whole> reading = SCHEMA.read(JsonTree.of("{traffic: {core: {}}}"), Mode.LENIENT);
    assertThat(told(reading.faults()))
        .isEqualTo("1:12 ERROR traffic.core: unknown field \"core\"; did you mean cors?");
  }

  @ParameterizedTest
  @CsvSource({"{later: {anything: [1]}},later,1:9", "{traffic: {csrf: 5}},traffic.csrf,1:18"})
  void plannedFieldsAreWarnings(String written, String path, String position) {
    Reading<Whole> reading = SCHEMA.read(JsonTree.of(written));
    assertThat(reading.value()).isNotNull();
    String name = path.substring(path.indexOf('.') + 1);
    assertThat(told(reading.faults()))
        .isEqualTo(
            "%s WARNING %s: %s is known but not acted on yet; remove it, or expect nothing of it"
                .formatted(position, path, name));
  }

  @Test
  void allFaultsAreToldAtOnce() {
    assertThat(
            SCHEMA
                .read(JsonTree.of("{text: [], ratio: 'x', pairs: [{}, 5]}"), Mode.STRICT)
                .faults())
        .hasSize(5);
  }

  @Test
  void faultsAreBounded() {
    String many = "{words: [" + "{},".repeat(500) + "{}]}";
    assertThat(SCHEMA.read(JsonTree.of(many)).faults()).hasSize(Faults.KEPT_MAX + 1);
  }

  @Bare
  @Rule(value = "!('a' in self)", message = "a is taken")
  record Aliases(@Limits(max = 2, itemMin = 1) Map<String, String> byModel) {}

  record WithBare(@Nullable Aliases aliases) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {aliases: {b: 'x'}}  |
          {aliases: {a: 'x'}}  | 1:11 ERROR aliases: a is taken
          {aliases: {b: ''}}   | 1:15 ERROR aliases.b: found 0 characters (expected: at least 1)
          {aliases: []}        | 1:11 ERROR aliases: found a list (expected: an object)
          """)
  void bareRecordsAreTheirOnlyComponent(String written, @Nullable String fault) {
    Reading<WithBare> reading =
        RecordSchema.of(WithBare.class, MemberTable.NONE).read(JsonTree.of(written));
    assertThat(told(reading.faults())).isEqualTo(fault == null ? "" : fault);
    if (fault == null) {
      assertThat(reading.value()).isEqualTo(new WithBare(new Aliases(Map.of("b", "x"))));
    }
  }

  record Provider(@Inline @MembersOf("providers") @ExactlyOne Members members) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {one: {}}          | 0
          {two: {}}          | 0
          {later: {}}        | 0
          {}                 | 1
          {one: {}, two: {}} | 1
          {one: {}, later: {}} | 1
          """)
  void ofSomeFamiliesExactlyOneMemberIsSet(String written, int errors) {
    MemberTable table =
        new MemberTable(
            Map.of("providers", Map.of("one", Tail.class, "two", Tail.class)),
            Map.of("providers", List.of("later")));
    List<Fault> faults =
        RecordSchema.of(Provider.class, table).read(JsonTree.of(written)).faults().stream()
            .filter(it -> it.severity() == Fault.Severity.ERROR)
            .toList();
    assertThat(faults).hasSize(errors);
    faults.forEach(
        it -> assertThat(it.message()).startsWith("exactly one of ").endsWith(" must be set"));
  }

  @Open
  record Foreign(@Nullable String known) {}

  @Test
  void openRecordsPassOverWhatTheyDoNotName() {
    Reading<Foreign> reading =
        RecordSchema.of(Foreign.class, MemberTable.NONE)
            .read(JsonTree.of("{known: 'a', knowm: 1, other: {}}"));
    assertThat(reading.faults()).isEmpty();
    assertThat(reading.value()).isEqualTo(new Foreign("a"));
  }

  record Careful(@Default("1") int triesMax) {
    Careful {
      if (triesMax < 1) {
        throw new IllegalArgumentException("triesMax: " + triesMax + " (expected: 1 or more)");
      }
    }
  }

  @Test
  void aRecordThatRefusesItsValuesIsAFault() {
    Reading<Careful> reading =
        RecordSchema.of(Careful.class, MemberTable.NONE).read(JsonTree.of("{triesMax: 0}"));
    assertThat(told(reading.faults())).isEqualTo("1:1 ERROR : triesMax: 0 (expected: 1 or more)");
  }

  /// Whatever is written, reading ends with a record or with an error.
  @Test
  void noTreeBreaksTheReader() {
    Random random = new Random(1);
    for (int i = 0; i < 3000; i++) {
      Reading<Whole> reading =
          SCHEMA.read(tree(random, 0), i % 2 == 0 ? Mode.STRICT : Mode.LENIENT);
      boolean hasErrors =
          reading.faults().stream().anyMatch(it -> it.severity() == Fault.Severity.ERROR);
      assertThat(reading.value() == null).isEqualTo(hasErrors);
    }
  }

  private static Node tree(Random random, int depth) {
    Position at = new Position("test", 1, 1);
    return switch (random.nextInt(depth > 4 ? 5 : depth == 0 ? 1 : 9)) {
      case 0 -> depth > 4 ? new Node.Null(at) : fields(random, depth, at);
      case 1 -> new Node.Bool(at, random.nextBoolean());
      case 2 -> new Node.Num(at, NUMBERS.get(random.nextInt(NUMBERS.size())));
      case 3, 4 -> new Node.Text(at, WORDS.get(random.nextInt(WORDS.size())));
      case 5 -> new Node.Items(at, List.of(tree(random, depth + 1), tree(random, depth + 1)));
      case 6 -> new Node.Items(at, List.of());
      default -> fields(random, depth, at);
    };
  }

  private static Node fields(Random random, int depth, Position at) {
    Map<String, Node.Field> fields = new LinkedHashMap<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      String name = WORDS.get(random.nextInt(WORDS.size()));
      fields.put(name, new Node.Field(name, at, tree(random, depth + 1)));
    }
    return new Node.Fields(at, List.copyOf(fields.values()));
  }

  private static final List<String> NUMBERS =
      List.of("0", "1", "-1", "80", "0.5", "1e400", "1e999999999", "9".repeat(300), "-0");

  private static final List<String> WORDS =
      List.of(
          "text",
          "action",
          "wait",
          "since",
          "ratio",
          "either",
          "free",
          "target",
          "pairs",
          "labels",
          "extras",
          "match",
          "auth",
          "default",
          "dry",
          "size",
          "traffic",
          "later",
          "words",
          "url",
          "host",
          "port",
          "name",
          "value",
          "type",
          "key",
          "hidden",
          "cors",
          "csrf",
          "origins",
          "Exact",
          "ALLOW",
          "30s",
          "",
          "http://x",
          "true",
          "80",
          "2026-01-02T03:04:05Z",
          "ü😀");

  record Sour(@Required List<String> words) {
    Sour {
      words = List.of(words.getFirst());
    }
  }

  @Test
  void aRecordThatFailsIsAFaultToo() {
    Reading<Sour> reading =
        RecordSchema.of(Sour.class, MemberTable.NONE).read(JsonTree.of("{words: []}"));
    assertThat(told(reading.faults())).isEqualTo("1:1 ERROR : this cannot hold");
  }

  record Forgetful(String text) {}

  record Bottomless(List<Bottomless> again) {}

  record Foggy(Object anything) {}

  @Test
  void recordsThatNoDocumentCanFillAreOurMistake() {
    for (Class<? extends Record> type : List.of(Forgetful.class, Bottomless.class, Foggy.class)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> RecordSchema.of(type, MemberTable.NONE));
    }
  }

  private static String told(List<Fault> faults) {
    return faults.stream()
        .map(fault ->
            "%d:%d %s %s: %s%s"
                .formatted(
                    fault.at().line(),
                    fault.at().column(),
                    fault.severity(),
                    fault.path(),
                    fault.message(),
                    fault.mend().isEmpty() ? "" : "; " + fault.mend()))
        .collect(Collectors.joining("\n"));
  }
}
