package dev.agentgateway.config.kinds.gateway;

import dev.agentgateway.config.connection.UpstreamTlsSettings;
import dev.agentgateway.config.kind.Book;
import dev.agentgateway.config.kind.Gateways.Clash;
import dev.agentgateway.config.kind.GroupKind;
import dev.agentgateway.config.kind.ListenerSlot;
import dev.agentgateway.config.kind.Resolved;
import dev.agentgateway.config.kind.Resource;
import dev.agentgateway.config.kind.SecretContent;
import dev.agentgateway.config.kind.Workspace;
import dev.agentgateway.config.report.Subject;
import dev.agentgateway.http.CertificateKey;
import dev.agentgateway.snapshot.Door;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Whether one listener can serve, and what is said about it.
final class ListenerCheck {

  private static final String GATEWAY_API = "gateway.networking.k8s.io";
  private static final GroupKind GATEWAY = new GroupKind(GATEWAY_API, "Gateway");
  private static final GroupKind SECRET = new GroupKind("", "Secret");

  private final Resource<Gateway> gateway;
  private final Workspace workspace;
  private final List<String> addresses;
  private final Book book;
  private final String path;
  private final List<CertificateKey> certificates = new ArrayList<>();

  /// @param addresses of the Gateway
  ListenerCheck(
      Resource<Gateway> gateway, Workspace workspace, List<String> addresses, String path) {
    this.gateway = gateway;
    this.workspace = workspace;
    this.addresses = addresses;
    this.book = workspace.book();
    this.path = path;
  }

  /// A listener that fails in the first step is not looked at further.
  private record Step(boolean isFine, String reason, String cause) {

    static final Step FINE = new Step(true, "", "");

    static Step failed(String reason, String cause) {
      return new Step(false, reason, cause);
    }
  }

  ListenerSlot.Plan plan(Gateway.Listener listener) {
    Subject subject = new Subject.Listener(listener.name());
    boolean isTls = listener.protocol().equals("HTTPS");
    String hostname = listener.hostname() == null ? "" : lower(listener.hostname());
    Step protocol = protocol(listener);
    Clash clash =
        protocol.isFine()
            ? workspace
                .gateways()
                .take(doors(listener), isTls, hostname, gateway.key().id() + "/" + listener.name())
            : null;
    accepted(subject, protocol, clash);
    AllowedRoutes allowed =
        AllowedRoutes.of(listener.allowedRoutes(), gateway.namespace(), workspace);
    Step references = protocol.isFine() ? references(listener, isTls, allowed) : Step.FINE;
    boolean canServe = references.isFine() || references.reason().equals("InvalidRouteKinds");
    if (references.isFine()) {
      book.hold(
          gateway.key(), subject, "ResolvedRefs", "ResolvedRefs", "Successfully resolved refs");
    } else {
      book.fail(gateway.key(), subject, "ResolvedRefs", references.reason(), references.cause());
    }
    boolean isServing = protocol.isFine() && clash == null && canServe;
    if (isServing && addresses.isEmpty()) {
      book.fail(
          gateway.key(),
          subject,
          "Programmed",
          "Pending",
          "the Gateway has no address to listen at");
    } else if (isServing) {
      book.hold(
          gateway.key(), subject, "Programmed", "Programmed", "Successfully programmed listener");
    } else {
      book.fail(
          gateway.key(),
          subject,
          "Programmed",
          "Invalid",
          clash != null
              ? clash.cause()
              : protocol.isFine() ? references.cause() : protocol.cause());
    }
    return new ListenerSlot.Plan(
        listener.name(), hostname, listener.port(), isTls, certificates, allowed, isServing);
  }

  private List<Door> doors(Gateway.Listener listener) {
    return addresses.stream().map(each -> new Door(each, listener.port())).toList();
  }

  private void accepted(Subject subject, Step protocol, @Nullable Clash clash) {
    if (clash != null) {
      book.fail(gateway.key(), subject, "Accepted", clash.reason(), clash.cause());
      book.hold(gateway.key(), subject, "Conflicted", clash.reason(), clash.cause());
      book.report(
          gateway.error(
              path + ".port", clash.cause(), "use another port or hostname", clash.reason()));
      return;
    }
    if (protocol.isFine()) {
      book.hold(gateway.key(), subject, "Accepted", "Accepted", "Successfully accepted listener");
    } else {
      book.fail(gateway.key(), subject, "Accepted", protocol.reason(), protocol.cause());
    }
    book.fail(gateway.key(), subject, "Conflicted", "NoConflicts", "No conflicts");
  }

  private Step protocol(Gateway.Listener listener) {
    Gateway.Tls tls = listener.tls();
    return switch (listener.protocol()) {
      case "HTTP" -> {
        if (tls != null) {
          book.report(
              gateway.warning(
                  path + ".tls",
                  "tls has no effect on protocol HTTP",
                  "write protocol: HTTPS",
                  "Doubtful"));
        }
        yield Step.FINE;
      }
      case "HTTPS" -> {
        if (tls == null) {
          yield refused("", "Invalid", "protocol HTTPS needs tls", "write tls.certificateRefs");
        }
        yield tls.mode().equals("Terminate")
            ? Step.FINE
            : refused(
                ".tls.mode",
                "Invalid",
                "protocol HTTPS with tls.mode Passthrough (expected: Terminate)",
                "");
      }
      default ->
          refused(
              ".protocol",
              "UnsupportedProtocol",
              "protocol \"%s\" (expected: HTTP or HTTPS)".formatted(listener.protocol()),
              "");
    };
  }

  private Step references(Gateway.Listener listener, boolean isTls, AllowedRoutes allowed) {
    if (isTls && listener.tls() != null) {
      Step step = certificates(listener.tls());
      if (!step.isFine()) {
        return step;
      }
    }
    return allowed.unknown().isEmpty()
        ? Step.FINE
        : refused(
            ".allowedRoutes.kinds",
            "InvalidRouteKinds",
            "routes of %s cannot be attached (expected: HTTPRoute)"
                .formatted(allowed.unknown().getFirst()),
            "");
  }

  private Step certificates(Gateway.Tls tls) {
    if (tls.certificateRefs().isEmpty()) {
      return refused(
          ".tls", "InvalidCertificateRef", "no certificate (expected: tls.certificateRefs)", "");
    }
    for (int i = 0; i < tls.certificateRefs().size(); i++) {
      Step step = certificate(tls.certificateRefs().get(i), ".tls.certificateRefs[" + i + "]");
      if (!step.isFine()) {
        return step;
      }
    }
    return Step.FINE;
  }

  private Step certificate(Gateway.CertificateRef ref, String below) {
    String namespace = ref.namespace() == null ? gateway.namespace() : ref.namespace();
    if (!new GroupKind(ref.group(), ref.kind()).equals(SECRET)) {
      return refused(
          below,
          "InvalidCertificateRef",
          "invalid certificate reference %s/%s (expected: a Secret)"
              .formatted(ref.kind(), ref.name()),
          "");
    }
    if (!workspace.grants().allow(GATEWAY, gateway.namespace(), SECRET, namespace, ref.name())) {
      return refused(
          below,
          "RefNotPermitted",
          "certificateRef %s/%s not accessible to a Gateway in namespace \"%s\" (missing a"
                  .formatted(namespace, ref.name(), gateway.namespace())
              + " ReferenceGrant?)",
          "write a ReferenceGrant in namespace " + namespace);
    }
    SecretContent secret = workspace.findSecret(namespace, ref.name());
    Resolved<CertificateKey> pair =
        secret != null && !secret.type().equals("kubernetes.io/tls")
            ? Resolved.broken(
                "secret %s/%s is of type %s (expected: kubernetes.io/tls)"
                    .formatted(namespace, ref.name(), secret.type()))
            : UpstreamTlsSettings.pair(namespace, ref.name(), workspace);
    if (pair.value() == null) {
      return refused(
          below, "InvalidCertificateRef", "invalid certificate reference: " + pair.cause(), "");
    }
    certificates.add(pair.value());
    return Step.FINE;
  }

  private Step refused(String below, String reason, String cause, String mend) {
    book.report(gateway.error(path + below, cause, mend, reason));
    return Step.failed(reason, cause);
  }

  private static String lower(String hostname) {
    return hostname.toLowerCase(Locale.ROOT);
  }
}
