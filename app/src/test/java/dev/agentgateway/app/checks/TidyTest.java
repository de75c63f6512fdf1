package dev.agentgateway.app.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The project is tidy, and each check finds a fault that is planted in a small project.
final class TidyTest {

  private static final Tidy PROJECT = new Tidy(Path.of("..").toAbsolutePath().normalize());

  @TempDir Path folder;

  @Test
  void modulesFollowTheMap() {
    assertThat(PROJECT.mapFaults()).isEmpty();
  }

  @Test
  void filesAreShort() {
    assertThat(PROJECT.longFiles()).isEmpty();
  }

  @Test
  void methodsAreShort() {
    assertThat(PROJECT.longMethods()).isEmpty();
  }

  @Test
  void packagesSayWhatTheyAreFor() {
    assertThat(PROJECT.packageFaults()).isEmpty();
  }

  @Test
  void nothingIsLeftOpen() {
    assertThat(PROJECT.leftOpen()).isEmpty();
  }

  @Test
  void aDependencyThatTheMapDoesNotHaveIsFound() throws IOException {
    plant("ARCHITECTURE.md", "# Map\n```arrows\nhttp ->\nproxy -> http\n```\n");
    plant("http/pom.xml", dependency("proxy"));
    plant("proxy/pom.xml", dependency("http"));
    assertThat(planted().mapFaults())
        .containsExactly("http: the map says [], its pom says [proxy]");
  }

  @Test
  void aDependencyThatOnlyTheMapHasIsFound() throws IOException {
    plant("ARCHITECTURE.md", "# Map\n```arrows\nproxy -> http llm\n```\n");
    plant("proxy/pom.xml", dependency("http"));
    assertThat(planted().mapFaults())
        .containsExactly("proxy: the map says [http, llm], its pom says [http]");
  }

  @Test
  void aDependencyOfTestsIsNoArrow() throws IOException {
    plant("ARCHITECTURE.md", "# Map\n```arrows\nproxy ->\n```\n");
    plant(
        "proxy/pom.xml",
        dependency("http").replace("</artifactId>\n", "</artifactId>\n<scope>test</scope>\n"));
    assertThat(planted().mapFaults()).isEmpty();
  }

  @Test
  void aLongFileIsFound() throws IOException {
    plant("http/src/main/java/a/Long.java", "\n".repeat(501));
    plant("http/src/main/java/a/Short.java", "\n".repeat(500));
    assertThat(planted().longFiles())
        .containsExactly(
            Path.of("http/src/main/java/a/Long.java") + ": 501 lines (expected: at most 500)");
  }

  @Test
  void modulesBelowAFolderAreLookedAtToo() throws IOException {
    plant("clients/one/src/test/java/a/Long.java", "\n".repeat(501));
    assertThat(planted().longFiles()).hasSize(1);
  }

  @Test
  void aLongMethodIsFound() throws IOException {
    String method = "  void %s() {\n%s  }\n";
    plant(
        "http/src/main/java/a/A.java",
        "class A {\n"
            + method.formatted("fits", "    a();\n".repeat(58))
            + method.formatted("tooLong", "    a();\n".repeat(59))
            + "}\n");
    assertThat(planted().longMethods())
        .containsExactly(
            Path.of("http/src/main/java/a/A.java")
                + ":62: a method of 61 lines (expected: at most 60)");
  }

  @Test
  void aHeadOfSeveralLinesIsOneMethod() throws IOException {
    plant(
        "http/src/main/java/a/A.java",
        "class A {\n  void a(int b)\n      throws C {\n    d();\n  }\n"
            + "  void e(\n      int f,\n      int g) {\n    if (h) {\n    }\n  }\n"
            + "\n".repeat(70)
            + "  class I {\n    void j() {\n      if (k) {\n      }\n    }\n  }\n}\n");
    assertThat(planted().longMethods()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@NullMarked\npackage a;\n",
        "/// No full stop\n@NullMarked\npackage a;\n",
        "/// Not null marked.\npackage a;\n"
      })
  void aPackageWithoutItsSentenceIsFound(String text) throws IOException {
    plant("http/src/main/java/a/A.java", "class A {}\n");
    plant("http/src/main/java/a/package-info.java", text);
    assertThat(planted().packageFaults()).hasSize(1);
  }

  @Test
  void aPackageThatSaysNothingIsFound() throws IOException {
    plant("http/src/main/java/a/A.java", "class A {}\n");
    assertThat(planted().packageFaults()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"// TODO later", "// FIXME", "@Disabled"})
  void whatIsLeftOpenIsFound(String line) throws IOException {
    plant("http/src/test/java/a/A.java", line + "\nclass A {}\n");
    assertThat(planted().leftOpen()).hasSize(1);
  }

  @Test
  void whatIsLeftForAnIssueIsFine() throws IOException {
    plant("http/src/main/java/a/A.java", "// TODO(#12): later.\nclass A {}\n");
    assertThat(planted().leftOpen()).isEmpty();
  }

  private Tidy planted() {
    return new Tidy(folder);
  }

  private void plant(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private static String dependency(String module) {
    return "<dependency>\n<artifactId>agentgateway-%s</artifactId>\n</dependency>\n"
        .formatted(module);
  }
}
