package dev.agentgateway.app.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.config.Compiled;
import dev.agentgateway.config.Configuration;
import dev.agentgateway.config.Options;
import dev.agentgateway.config.report.Problem;
import dev.agentgateway.config.report.ResourceStatus;
import dev.agentgateway.config.report.Running;
import dev.agentgateway.config.sources.Documents;
import dev.agentgateway.config.sources.EnvironmentReferences;
import dev.agentgateway.config.sources.FileSource;
import dev.agentgateway.config.sources.FileWatch;
import dev.agentgateway.schema.Fault.Severity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The resources in files: read, compiled, told about, and read again when they change.
public final class FileResources implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FileResources.class);

  private final FileSource source;
  private volatile Compiled compiled;
  private @Nullable FileWatch watch;

  private FileResources(FileSource source) {
    this.source = source;
    this.compiled = Configuration.compile(source.read(), Options.DEFAULT, null);
  }

  /// Reads and compiles. This never fails: what is wrong is among the problems.
  ///
  /// @param files files and folders; `-` is the standard input
  public static FileResources read(List<String> files) {
    return new FileResources(
        new FileSource(files, System.in, new EnvironmentReferences(System.getenv())));
  }

  /// Compiles a text as if it stood in a file.
  public static FileResources of(String yaml, Map<String, String> environment) {
    return new FileResources(
        new FileSource(
            List.of(FileSource.STANDARD_INPUT),
            new ByteArrayInputStream(yaml.getBytes(UTF_8)),
            new EnvironmentReferences(environment)));
  }

  public Compiled compiled() {
    return compiled;
  }

  /// Calls when files changed and were read again.
  synchronized void follow(Runnable changed) throws StartException {
    try {
      watch = FileWatch.start(source, documents -> take(documents, changed));
    } catch (IOException e) {
      throw new StartException("files cannot be watched: " + e.getMessage());
    }
  }

  /// Tells all problems, a line each.
  void tell() {
    compiled.problems().forEach(FileResources::tell);
  }

  @Override
  public synchronized void close() {
    try {
      if (watch != null) {
        watch.close();
      }
    } catch (IOException e) {
      LOG.warn("files are still watched: {}", e.getMessage());
    }
  }

  private void take(Documents documents, Runnable changed) {
    Compiled before = compiled;
    Compiled now = Configuration.compile(documents, Options.DEFAULT, before);
    compiled = now;
    LOG.info("resources changed and were read again: {}", summary(now));
    Set<String> told = new HashSet<>();
    before.problems().forEach(problem -> told.add(problem.toString()));
    now.problems().stream()
        .filter(problem -> !told.contains(problem.toString()))
        .forEach(FileResources::tell);
    for (ResourceStatus status : now.statuses()) {
      if (status.running() == Running.LAST_GOOD) {
        LOG.warn("{} is faulty: its last good version runs on", status.resource());
      }
    }
    changed.run();
  }

  private static void tell(Problem problem) {
    if (problem.severity() == Severity.ERROR) {
      LOG.error("{}", problem);
    } else {
      LOG.warn("{}", problem);
    }
  }

  /// How much was read, and how much is wrong: `5 resources, 1 error`.
  static String summary(Compiled compiled) {
    long errors =
        compiled.problems().stream().filter(each -> each.severity() == Severity.ERROR).count();
    String text = count(compiled.statuses().size(), "resource");
    return errors == 0 ? text : text + ", " + count(errors, "error");
  }

  private static String count(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
