package dev.agentgateway.apiserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentgateway.apiserver.documents.Json;
import dev.agentgateway.apiserver.kinds.Kinds;
import dev.agentgateway.apiserver.openapi.Schema;
import dev.agentgateway.apiserver.patches.JsonPatch;
import dev.agentgateway.apiserver.patches.MergePatch;
import dev.agentgateway.apiserver.patches.PatchFault;
import dev.agentgateway.apiserver.patches.SchemaStrategy;
import dev.agentgateway.apiserver.selectors.FieldSelector;
import dev.agentgateway.apiserver.selectors.LabelSelector;
import dev.agentgateway.apiserver.tables.JsonPath;
import dev.agentgateway.schema.patch.StrategicMerge;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Patches, selectors and paths: small languages, as tables.
final class PatchesTest {

  private static final Schema SERVICE =
      new Kinds().find("", "services").versions().getFirst().schema();

  private static JsonNode json(String text) throws Exception {
    return Json.read(text.replace('\'', '"').getBytes(UTF_8)).tree();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'a':1}       | {'a':2}         | {'a':2}
          {'a':1}       | {'b':2}         | {'a':1,'b':2}
          {'a':1}       | {'a':null}      | {}
          {'a':{'b':1}} | {'a':{'c':2}}   | {'a':{'b':1,'c':2}}
          {'a':[1,2]}   | {'a':[3]}       | {'a':[3]}
          {}            | {'a':{'b':null}} | {'a':{}}
          """)
  void mergePatch(String target, String patch, String result) throws Exception {
    assertThat(MergePatch.apply(json(target), json(patch))).isEqualTo(json(result));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'a':1}     | [{'op':'add','path':'/b','value':2}]              | {'a':1,'b':2}
          {'a':[1,3]} | [{'op':'add','path':'/a/1','value':2}]            | {'a':[1,2,3]}
          {'a':[1]}   | [{'op':'add','path':'/a/-','value':2}]            | {'a':[1,2]}
          {'a/b':1}   | [{'op':'remove','path':'/a~1b'}]                  | {}
          {'a':1}     | [{'op':'replace','path':'/a','value':2}]          | {'a':2}
          {'a':1}     | [{'op':'move','from':'/a','path':'/b'}]           | {'b':1}
          {'a':1}     | [{'op':'copy','from':'/a','path':'/b'}]           | {'a':1,'b':1}
          {'a':1}     | [{'op':'test','path':'/a','value':1}]             | {'a':1}
          """)
  void jsonPatch(String target, String patch, String result) throws Exception {
    assertThat(JsonPatch.apply(json(target), json(patch))).isEqualTo(json(result));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{'op':'remove','path':'/b'}]",
        "[{'op':'replace','path':'/b','value':1}]",
        "[{'op':'add','path':'/b/c','value':1}]",
        "[{'op':'add','path':'/l/5','value':1}]",
        "[{'op':'add','path':'/l/01','value':1}]",
        "[{'op':'test','path':'/a','value':2}]",
        "[{'op':'add','path':'/b'}]",
        "[{'op':'fly','path':'/a'}]",
        "[{'op':'remove','path':'a'}]",
        "{}"
      })
  void jsonPatchThatCannotBeDone(String patch) throws Exception {
    JsonNode target = json("{'a':1,'l':[]}");
    JsonNode operations = json(patch);
    assertThatThrownBy(() -> JsonPatch.apply(target, operations)).isInstanceOf(PatchFault.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'ports':[{'port':1,'name':'a'}]} | {'ports':[{'port':2}]}                      | {'ports':[{'port':1,'name':'a'},{'port':2}]}
          {'ports':[{'port':1,'name':'a'}]} | {'ports':[{'port':1,'name':'b'}]}           | {'ports':[{'port':1,'name':'b'}]}
          {'ports':[{'port':1},{'port':2}]} | {'ports':[{'port':1,'$patch':'delete'}]}    | {'ports':[{'port':2}]}
          {'ports':[{'port':1},{'port':2}]} | {'ports':[{'port':3},{'$patch':'replace'}]} | {'ports':[{'port':3}]}
          {'ports':[{'port':1},{'port':2}]} | {'$setElementOrder/ports':[{'port':2},{'port':1}]} | {'ports':[{'port':2},{'port':1}]}
          {'selector':{'a':'1'}}            | {'selector':{'a':null,'b':'2'}}             | {'selector':{'b':'2'}}
          {'selector':{'a':'1'}}            | {'selector':{'$patch':'replace','b':'2'}}   | {'selector':{'b':'2'}}
          {'externalIPs':['1']}             | {'externalIPs':['2']}                       | {'externalIPs':['2']}
          {'type':'NodePort','nodePort':1}  | {'$retainKeys':['type'],'type':'ClusterIP'} | {'type':'ClusterIP'}
          """)
  void strategicMerge(String target, String patch, String result) throws Exception {
    Schema spec = SERVICE.field("spec");
    assertThat(
            StrategicMerge.apply(
                new SchemaStrategy(spec), (ObjectNode) json(target), (ObjectNode) json(patch)))
        .isEqualTo(json(result));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          app=web               | true
          app==web              | true
          app!=web              | false
          app!=db               | true
          app in (db, web)      | true
          app notin (db, web)   | false
          other notin (a)       | true
          app                   | true
          !app                  | false
          !other                | true
          other                 | false
          app=web,tier=1        | false
          app=web,!tier         | true
          ``                    | true
          """)
  void labelSelectors(String text, boolean matches) {
    assertThat(LabelSelector.parse(text).matches(Map.of("app", "web"))).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=b=c", "a in b", "a,(b", "=a", "a b"})
  void whatIsNoLabelSelector(String text) {
    assertThatThrownBy(() -> LabelSelector.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"a=1, true", "a==1, true", "a!=1, false", "b=, true", "a=2, false"})
  void fieldSelectors(String text, boolean matches) {
    Map<String, String> fields = Map.of("a", "1");
    assertThat(FieldSelector.parse(text).matches(name -> fields.getOrDefault(name, "")))
        .isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          .a                       | [1]
          a                        | [1]
          {.a}                     | [1]
          .b.c                     | [2]
          .l[*].n                  | ["x","y"]
          .l[0].n                  | ["x"]
          .l[-1].n                 | ["y"]
          .l[?(@.n=="y")].v        | [2]
          .l[?(@.n!='y')].v        | [1]
          .b['c']                  | [2]
          .d\\.e                   | [3]
          .nothing                 | []
          .l[?(@.n                 | []
          """)
  void paths(String path, String found) throws Exception {
    JsonNode root = json("{'a':1,'b':{'c':2},'d.e':3,'l':[{'n':'x','v':1},{'n':'y','v':2}]}");
    assertThat(JsonPath.parse(path).find(root).toString().replace(" ", "")).isEqualTo(found);
  }
}
