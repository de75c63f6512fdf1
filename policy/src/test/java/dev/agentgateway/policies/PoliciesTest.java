package dev.agentgateway.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.policy.Place;
import dev.agentgateway.policy.PolicyType;
import dev.agentgateway.schema.MemberTable;
import dev.agentgateway.schema.Rule;
import dev.agentgateway.schema.rule.Rules;
import dev.agentgateway.schema.shape.Shapes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every member of the family.
final class PoliciesTest {

  static Stream<Place<?>> places() {
    return Policies.IN_ORDER.stream().flatMap(type -> type.places().stream());
  }

  @ParameterizedTest
  @MethodSource("places")
  void settingsOfEachPlaceCanBeReadFromDocuments(Place<?> place) {
    assertThat(new Shapes(Policies.members()).of(place.config())).isNotNull();
  }

  /// CEL as a whole takes longer to load than all the rest of starting.
  @ParameterizedTest
  @MethodSource("places")
  void rulesOfSettingsAreReadWithoutLoadingCel(Place<?> place) {
    assertThat(place.config().getAnnotationsByType(Rule.class))
        .allSatisfy(rule -> assertThat(Rules.isSmall(rule.value())).as(rule.value()).isTrue());
  }

  @Test
  void noTwoPoliciesStandInTheSamePlace() {
    List<String> all = places().map(place -> place.family() + "." + place.name()).toList();
    assertThat(all).doesNotHaveDuplicates();
  }

  @Test
  void eachPlaceIsAFieldThatTheContractKnows() {
    assertThat(places().filter(place -> !place.field().isEmpty()))
        .allSatisfy(place ->
            assertThat(KnownFields.BY_FAMILY.getOrDefault(place.family(), List.of()))
                .as(place.family())
                .contains(place.name()));
  }

  @Test
  void fieldsWithoutAPolicyArePlanned() {
    MemberTable members = Policies.members();
    assertThat(members.planned().get("AgentgatewayPolicy.traffic"))
        .contains("jwtAuthentication", "extAuth")
        .doesNotContain("authorization", "timeouts");
    assertThat(members.families().get("AgentgatewayBackend.policies.ai"))
        .containsOnlyKeys("prompt", "defaults", "overrides", "modelAliases", "routes", "fidelity");
    assertThat(members.planned().get("AgentgatewayBackend.policies.ai"))
        .containsExactly("promptGuard", "transformations", "finalTransformations", "promptCaching");
  }

  @Test
  void eachPolicyHasAPageWithAnExample() {
    assertThat(Policies.IN_ORDER)
        .map(PolicyType::name)
        .allSatisfy(name -> {
          Path page = Path.of("src/main/java/dev/agentgateway/policies", name, name + ".md");
          assertThat(page).exists();
          assertThat(Files.readString(page)).startsWith("# ").contains("```yaml\n");
        });
  }
}
