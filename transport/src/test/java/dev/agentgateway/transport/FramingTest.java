package dev.agentgateway.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.transport.wire.Event;
import dev.agentgateway.transport.wire.HeadLimits;
import dev.agentgateway.transport.wire.RequestHead;
import dev.agentgateway.transport.wire.RequestParser;
import dev.agentgateway.transport.wire.ResponseHead;
import dev.agentgateway.transport.wire.ResponseParser;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Framing without sockets: tables of bytes, and every split of them.
class FramingTest {

  private static final HeadLimits LIMITS = new HeadLimits(200, 400, 10);

  /// All that a parser finds in these bytes, told as text; data is joined, for splits cut it.
  private interface Reading extends Function<List<byte[]>, String> {}

  private static String requests(List<byte[]> pieces) {
    RequestParser parser = new RequestParser(LIMITS);
    StringBuilder told = new StringBuilder();
    read(
        pieces,
        parser::next,
        event ->
            switch (event) {
              case HEAD -> told(parser.head());
              case DATA -> text(parser.data());
              case END -> "\nEND\n";
              case REFUSED -> "\nREFUSED " + parser.refusal() + "\n";
              case MORE -> "";
            },
        told);
    return told.toString();
  }

  private static String responses(List<byte[]> pieces) {
    ResponseParser parser = new ResponseParser(LIMITS);
    StringBuilder told = new StringBuilder();
    read(
        pieces,
        parser::next,
        event ->
            switch (event) {
              case HEAD -> told(parser.head());
              case DATA -> text(parser.data());
              case END -> "\nEND\n";
              case REFUSED -> "\nREFUSED " + parser.refusal() + "\n";
              case MORE -> "";
            },
        told);
    return told.append(parser.isEndedByClose() ? "\nUNTIL CLOSE\n" : "").toString();
  }

  private static void read(
      List<byte[]> pieces,
      Function<ByteBuf, Event> next,
      Function<Event, String> tell,
      StringBuilder told) {
    ByteBuf in = Unpooled.buffer();
    for (byte[] piece : pieces) {
      in.writeBytes(piece);
      for (int turns = 0; ; turns++) {
        assertThat(turns).as("a parser that makes no progress").isLessThan(10_000);
        Event event = next.apply(in);
        told.append(tell.apply(event));
        if (event == Event.MORE) {
          assertThat(in.isReadable()).as("bytes that are left unread").isFalse();
          break;
        }
        if (event == Event.REFUSED) {
          return;
        }
      }
    }
  }

  private static String told(RequestHead head) {
    StringBuilder text = new StringBuilder("\nHEAD ").append(head);
    for (int i = 0; i < head.headers().size(); i++) {
      text.append('|').append(head.headers().name(i)).append('=').append(head.headers().value(i));
    }
    return text.append('\n').toString();
  }

  private static String told(ResponseHead head) {
    StringBuilder text = new StringBuilder("\nHEAD ").append(head);
    for (int i = 0; i < head.headers().size(); i++) {
      text.append('|').append(head.headers().name(i)).append('=').append(head.headers().value(i));
    }
    return text.append('\n').toString();
  }

  private static String text(ByteBuf data) {
    String text = data.toString(ISO_8859_1);
    data.release();
    return text;
  }

  /// `\r`, `\n`, `\t`, `\0` and `\xHH` for the bytes; spaces as they are.
  static byte[] bytes(String escaped) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      char kind = escaped.charAt(++i);
      switch (kind) {
        case 'r' -> out.append('\r');
        case 'n' -> out.append('\n');
        case 't' -> out.append('\t');
        case '0' -> out.append('\0');
        case 'x' -> {
          out.append((char) Integer.parseInt(escaped.substring(i + 1, i + 3), 16));
          i += 2;
        }
        default -> out.append('\\').append(kind);
      }
    }
    return out.toString().getBytes(ISO_8859_1);
  }

  private static void splitsChangeNothing(Reading reading, byte[] bytes) {
    String whole = reading.apply(List.of(bytes));
    for (int at = 0; at <= bytes.length; at++) {
      byte[] left = Arrays.copyOfRange(bytes, 0, at);
      byte[] right = Arrays.copyOfRange(bytes, at, bytes.length);
      assertThat(reading.apply(List.of(left, right))).as("split at %d", at).isEqualTo(whole);
    }
    List<byte[]> single =
        Stream.iterate(0, i -> i + 1).limit(bytes.length).map(i -> new byte[] {bytes[i]}).toList();
    assertThat(reading.apply(single)).as("byte by byte").isEqualTo(whole);
  }

  static Stream<Path> corpus() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/corpus/http1"))) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void whateverComesIsReadOrRefusedAlikeInEverySplit(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    splitsChangeNothing(FramingTest::requests, bytes);
    splitsChangeNothing(FramingTest::responses, bytes);
  }

  @Test
  void noBytesMakeAParserThrowOrStandStill() throws IOException {
    // Mutations of the corpus, the same in every run.
    Random random = new Random(20_261_125);
    List<Path> files = corpus().toList();
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = Files.readAllBytes(files.get(random.nextInt(files.size())));
      for (int k = random.nextInt(4); bytes.length > 0 && k >= 0; k--) {
        bytes[random.nextInt(bytes.length)] =
            (byte) "\r\n :;,\0\tA0f%/\u00ff".charAt(random.nextInt(14));
      }
      int at = random.nextInt(bytes.length + 1);
      List<byte[]> halves =
          List.of(Arrays.copyOfRange(bytes, 0, at), Arrays.copyOfRange(bytes, at, bytes.length));
      assertThat(requests(halves)).isEqualTo(requests(List.of(bytes)));
      assertThat(responses(halves)).isEqualTo(responses(List.of(bytes)));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          # target                    | path             | query
          /                           | /                |
          /a/b                        | /a/b             |
          /a?                         | /a               | ''
          /a?b=c&d                    | /a               | b=c&d
          /a?b?c/../d                 | /a               | b?c/../d
          /a?{"x":[1]}                | /a               | {"x":[1]}
          /a/./b                      | /a/b             |
          /a/../b                     | /b               |
          /a/b/..                     | /a/              |
          /a/b/.                      | /a/b/            |
          /../../etc                  | /etc             |
          /..                         | /                |
          //a///b//                   | /a/b/            |
          /a//../b                    | /b               |
          /%61dmin                    | /admin           |
          /a/%2e%2E/b                 | /b               |
          /a%2fb                      | /a%2Fb           |
          /a%2Fb/..                   | /                |
          /a%5cb                      | /a%5Cb           |
          /%e2%82%ac                  | /%E2%82%AC       |
          /a%20b                      | /a%20b           |
          /a%25b                      | /a%25b           |
          /...                        | /...             |
          /.a                         | /.a              |
          /a;b=c/d                    | /a;b=c/d         |
          /v1/models/x:generate       | /v1/models/x:generate |
          /a{b}                       | /a%7Bb%7D        |
          http://h                    | /                |
          http://h?x                  | /                | x
          HTTP://H/a                  | /a               |
          https://h/a/../b            | /b               |
          """)
  void targetsAreNormalisedOnce(String target, String path, String query) {
    RequestParser parser = new RequestParser(HeadLimits.DEFAULT);
    Event event =
        parser.next(
            Unpooled.wrappedBuffer(
                ("GET " + target + " HTTP/1.1\r\nHost: h\r\n\r\n").getBytes(ISO_8859_1)));
    assertThat(event).isEqualTo(Event.HEAD);
    assertThat(parser.head().path()).isEqualTo(path);
    assertThat(parser.head().query()).isEqualTo("''".equals(query) ? "" : query);
    assertThat(parser.head().authority()).isEqualTo("h");
  }
}
