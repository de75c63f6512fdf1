package dev.agentgateway.app.checks;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/// What the classes of a project must keep to.
///
/// @param root the package that all of them are in
record Rules(String root) {

  /// Packages whose members are one folder and one line each.
  static final List<String> FAMILIES =
      List.of("policies", "config.kinds", "llm.providers", "llm.dialects", "app.commands");

  private static final List<String> PURE = List.of("expression", "llm", "snapshot");

  ArchRule packagesHaveNoCycles() {
    return slices().matching(root + ".(**)").should().beFreeOfCycles();
  }

  ArchRule membersDoNotKnowEachOther(String family) {
    return slices()
        .matching(root + "." + family + ".(*)..")
        .should()
        .notDependOnEachOther()
        .allowEmptyShould(true);
  }

  /// A library is used in these modules alone.
  ArchRule onlyTheseKnow(List<String> modules, String... packages) {
    String[] allowed =
        modules.stream().map(module -> root + "." + module + "..").toArray(String[]::new);
    return noClasses()
        .that()
        .resideOutsideOfPackages(allowed)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages);
  }

  /// No sockets, files, threads, clocks or logging: what they give depends on what they are given.
  ArchRule pureModulesTouchNothing() {
    String[] pure = PURE.stream().map(module -> root + "." + module + "..").toArray(String[]::new);
    DescribedPredicate<JavaClass> world =
        resideInAnyPackage(
                "java.net.http..", "java.nio.file..", "java.nio.channels..", "org.slf4j..")
            .or(namedAnyOf("java.net.", "Socket", "ServerSocket", "URLConnection"))
            .or(namedAnyOf("java.io.", "File", "FileInputStream", "FileOutputStream", "FileReader"))
            .or(namedAnyOf("java.lang.", "Thread", "ThreadLocal", "Process", "ProcessBuilder"))
            .or(namedAnyOf("java.util.concurrent.", "Executor", "ExecutorService", "Executors"))
            .or(type(Clock.class))
            .or(type(InstantSource.class))
            .as("sockets, files, threads, clocks or logging");
    return noClasses()
        .that()
        .resideInAnyPackage(pure)
        .should()
        .dependOnClassesThat(world)
        .orShould()
        .accessTargetWhere(asksTheWorld());
  }

  ArchRule namesSayWhatTheyAre() {
    return noClasses()
        .should()
        .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl|Base|Common|Data|Info)")
        .orShould()
        .haveNameMatching(".*[.$]Abstract[A-Z]\\w*");
  }

  ArchRule queriesAreNouns() {
    return methods()
        .that()
        .areNotPrivate()
        .and(DescribedPredicate.describe("are named by us", this::isNamedHere))
        .should()
        .haveNameNotMatching("get[A-Z].*")
        .allowEmptyShould(true);
  }

  /// Whether no class or interface of others declares a method of that name.
  private boolean isNamedHere(JavaMethod method) {
    JavaClass owner = method.getOwner();
    return Stream.concat(
            owner.getAllRawSuperclasses().stream(), owner.getAllRawInterfaces().stream())
        .filter(type -> !type.getPackageName().startsWith(root))
        .flatMap(type -> type.getMethods().stream())
        .noneMatch(other -> other.getName().equals(method.getName()));
  }

  /// A class is final, a record, an enum or sealed: it is composed, not inherited from.
  ArchRule classesAreClosed() {
    return classes()
        .that()
        .areNotInterfaces()
        .and()
        .areNotEnums()
        .and()
        .areNotAnonymousClasses()
        .and(DescribedPredicate.describe("are written", c -> !c.getName().endsWith("package-info")))
        .should(beClosed());
  }

  /// An abstract class that only its own package sees.
  private static boolean isInner(JavaClass item) {
    return item.getModifiers().contains(JavaModifier.ABSTRACT)
        && !item.getModifiers().contains(JavaModifier.PUBLIC);
  }

  private static ArchCondition<JavaClass> beClosed() {
    return new ArchCondition<>("be final or sealed") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        boolean isClosed =
            item.getModifiers().contains(JavaModifier.FINAL)
                || item.isEnum()
                || isInner(item)
                || item.getRawSuperclass().map(JavaClass::isEnum).orElse(false)
                || item.reflect().isSealed();
        events.add(
            new SimpleConditionEvent(item, isClosed, item.getName() + " is open to inheritance"));
      }
    };
  }

  private static DescribedPredicate<JavaAccess<?>> asksTheWorld() {
    DescribedPredicate<JavaAccess<?>> now =
        target(owner(type(Instant.class))).and(target(HasName.Predicates.name("now")));
    DescribedPredicate<JavaAccess<?>> system =
        target(owner(type(System.class)))
            .and(target(HasName.Predicates.nameMatching("nanoTime|currentTimeMillis|getenv|exit")));
    DescribedPredicate<JavaAccess<?>> names =
        target(owner(type(InetAddress.class)))
            .and(
                target(
                    HasName.Predicates.nameMatching("get(All)?ByName|getLocalHost|isReachable")));
    return now.or(system).or(names).as("the time or the environment is asked");
  }

  private static DescribedPredicate<JavaClass> namedAnyOf(String prefix, String... names) {
    List<String> full = java.util.Arrays.stream(names).map(prefix::concat).toList();
    return DescribedPredicate.describe("named " + full, c -> full.contains(c.getName()));
  }
}
