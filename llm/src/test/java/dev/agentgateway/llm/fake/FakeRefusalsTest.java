package dev.agentgateway.llm.fake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.fake.script.FakeScript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class FakeRefusalsTest {

  private static final String TOOL = "{'name':'f','input_schema':{'type':'object'}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          # fields over a good request               | complaint
          'model':null                               | model: Input should be a valid string
          'max_tokens':'9'                           | max_tokens: Input should be a valid integer
          'max_tokens':-1                            | max_tokens: Input should be greater than or equal to 0
          'messages':[]                              | messages: at least one message is required
          'messages':'Hi'                            | messages: Input should be a valid list
          'frequency_penalty':1                      | frequency_penalty: Extra inputs are not permitted
          'context_management':{}                    | context_management: Extra inputs are not permitted
          'metadata':{'key':'v'}                     | metadata.key: Extra inputs are not permitted
          'temperature':1.5                          | temperature: range: 0..1
          'stream':'yes'                             | stream: Input should be a valid boolean
          'stop_sequences':[' ']                     | stop_sequences: each stop sequence must contain non-whitespace
          'system':[{'type':'text','text':''}]       | messages: text content blocks must be non-empty
          'tool_choice':{'type':'auto'}              | tool_choice may only be specified while providing tools.
          'tools':[{'name':'f'}]                     | tools.0.custom.input_schema: Field required
          'tools':[{'name':'a.b','input_schema':{'type':'object'}}] | tools.0.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'
          'tools':[{'name':'f','parameters':{},'input_schema':{'type':'object'}}] | tools.0.custom.parameters: Extra inputs are not permitted
          'tools':[TOOL,TOOL]                        | tools: Tool names must be unique.
          'tools':[{'type':'function','function':{}}] | tools.0: Input tag 'function' found using 'type' does not match any of the expected tags
          'tools':[TOOL],'tool_choice':{'type':'tool','name':'g'} | Tool 'g' not found in provided tools
          'tools':[TOOL],'tool_choice':{'type':'none','disable_parallel_tool_use':true} | tool_choice.none.disable_parallel_tool_use: Extra inputs are not permitted
          'thinking':{'type':'enabled'}              | thinking.enabled.budget_tokens: Field required
          'thinking':{'type':'enabled','budget_tokens':100} | thinking.enabled.budget_tokens: Input should be greater than or equal to 1024
          'thinking':{'type':'enabled','budget_tokens':2000} | `max_tokens` must be greater than `thinking.budget_tokens`.
          'max_tokens':2000,'thinking':{'type':'enabled','budget_tokens':1024},'temperature':0.5 | `temperature` may only be set to 1 when thinking is enabled.
          'messages':[{'role':'tool','content':'x'}] | messages.0.role: Input should be 'user' or 'assistant'
          'messages':[{'role':'system','content':'x'}] | messages.0: role 'system' may not come first; use the top-level system parameter
          'messages':[{'role':'user','content':''}]  | messages.0: all messages must have non-empty content except for the optional final assistant message
          'messages':[{'role':'user','content':[]}]  | messages.0: all messages must have non-empty content except for the optional final assistant message
          'messages':[{'role':'user'}]               | messages.0.content: Field required
          'messages':[{'role':'user','content':[{'type':'text','text':''}]}] | messages: text content blocks must be non-empty
          'messages':[{'role':'user','content':' '}] | messages: text content blocks must contain non-whitespace text
          'messages':[{'role':'user','content':'Hi','name':'me'}] | messages.0.name: Extra inputs are not permitted
          'messages':[{'role':'user','content':[{'type':'text','text':'a','detail':'b'}]}] | messages.0.content.0.text.detail: Extra inputs are not permitted
          'messages':[{'role':'user','content':[{'type':'image_url','image_url':{}}]}] | messages.0.content.0: Input tag 'image_url' found using 'type' does not match any of the expected tags: [document, image, redacted_thinking, search_result, text, thinking, tool_result, tool_use]
          'messages':[{'role':'user','content':'a'},{'role':'assistant','content':'b '}] | messages: final assistant content cannot end with trailing whitespace
          'messages':[{'role':'user','content':'a'},{'role':'assistant','content':[{'type':'tool_use','id':'t','name':'f','input':{}}]},{'role':'user','content':'b'}] | messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: t. Each `tool_use` block must have a corresponding `tool_result` block in the next message.
          'messages':[{'role':'user','content':[{'type':'tool_result','tool_use_id':'t','content':'b'}]}] | messages.0.content.0: unexpected `tool_use_id` found in `tool_result` blocks: t. Each `tool_result` block must have a corresponding `tool_use` block in the previous message.
          'messages':[{'role':'user','content':'a'},{'role':'assistant','content':[{'type':'tool_use','id':'t','name':'f','input':'{}'}]},{'role':'user','content':[{'type':'tool_result','tool_use_id':'t'}]}] | messages.1.content.0.tool_use.input: Input should be a valid dictionary
          'messages':[{'role':'user','content':'a'},{'role':'assistant','content':[{'type':'thinking','thinking':'t','signature':'s'}]},{'role':'user','content':'b'}] | messages.1.content.0: Invalid `signature` in `thinking` block
          'messages':[{'role':'user','content':[{'type':'image','source':{'type':'base64','media_type':'image/tiff','data':'AA=='}}]}] | messages.0.content.0.image.source.base64.media_type: Input should be 'image/jpeg', 'image/png', 'image/gif' or 'image/webp'
          'messages':[{'role':'user','content':[{'type':'text','text':'a','cache_control':{'type':'ephemeral','ttl':'2h'}}]}] | messages.0.content.0.cache_control.ephemeral.ttl: Input should be '5m' or '1h'
          """)
  void messagesAreRefusedInAnthropicsWords(String fields, String complaint) {
    FakeScript script = Fakes.messages(changed("{'model':'fake-echo','max_tokens':1000}", fields));
    JsonNode error = Fakes.json(script);
    assertThat(script.head().status()).as(error.toString()).isEqualTo(400);
    assertThat(error.at("/error/type").stringValue()).isEqualTo("invalid_request_error");
    assertThat(error.at("/error/message").stringValue()).isEqualTo(complaint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          # fields over a good request
          'temperature':0.3,'top_p':0.9,'top_k':5
          'system':'Be brief','metadata':{'user_id':'u'},'service_tier':'auto'
          'max_tokens':0
          'tools':[TOOL],'tool_choice':{'type':'any','disable_parallel_tool_use':true}
          'tools':[{'type':'web_search_20250305','name':'web_search'}]
          'messages':[{'role':'user','content':'a'},{'role':'user','content':'b'}]
          'messages':[{'role':'user','content':'a'},{'role':'assistant','content':'b'}]
          'messages':[{'role':'user','content':'a'},{'role':'system','content':'b'},{'role':'user','content':'c'}]
          'messages':[{'role':'user','content':'a'},{'role':'assistant','content':[{'type':'tool_use','id':'t','name':'f','input':{}}]},{'role':'user','content':[{'type':'tool_result','tool_use_id':'t','is_error':true},{'type':'text','text':'go on'}]}]
          'messages':[{'role':'user','content':'a'},{'role':'assistant','content':[{'type':'tool_use','id':'t','name':'f','input':{}},{'type':'tool_use','id':'u','name':'f','input':{}}]},{'role':'user','content':[{'type':'tool_result','tool_use_id':'u'}]},{'role':'user','content':[{'type':'tool_result','tool_use_id':'t'}]}]
          'thinking':{'type':'disabled'},'output_config':{'effort':'low'}
          """)
  void goodMessagesAreTaken(String fields) {
    FakeScript script = Fakes.messages(changed("{'model':'fake-echo','max_tokens':1000}", fields));
    assertThat(script.head().status()).as(new String(script.body(1000), UTF_8)).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      nullValues = "-",
      textBlock =
          """
          # fields over a good request               | param | code | beginning of the complaint
          'model':null                               | - | - | you must provide a model parameter
          'messages':[]                              | messages | empty_array | Invalid 'messages': empty array.
          'messages':5                               | messages | invalid_type | Invalid type for 'messages'
          'top_k':5                                  | top_k | unknown_parameter | Unknown parameter: 'top_k'.
          'system':'x'                               | system | unknown_parameter | Unknown parameter: 'system'.
          'temperature':3                            | temperature | decimal_above_max_value | Invalid 'temperature': decimal above maximum value.
          'top_p':-1                                 | top_p | decimal_below_min_value | Invalid 'top_p'
          'temperature':'hot'                        | temperature | invalid_type | Invalid type for 'temperature'
          'max_tokens':0                             | max_tokens | decimal_below_min_value | Invalid 'max_tokens'
          'max_tokens':1,'max_completion_tokens':1   | max_tokens | invalid_parameter_combination | Setting 'max_tokens'
          'stream':'yes'                             | stream | invalid_type | Invalid type for 'stream'
          'stream_options':{}                        | stream_options | - | The 'stream_options' parameter is only allowed
          'stop':['a','b','c','d','e']               | stop | array_above_max_length | Invalid 'stop': array too long.
          'tools':[]                                 | tools | empty_array | Invalid 'tools': empty array.
          'tools':[TOOL]                             | tools[0].type | invalid_value | Invalid value: ''.
          'tools':[{'type':'function','function':{'name':'a.b'}}] | tools[0].function.name | invalid_value | Invalid 'tools[0].function.name': string does not match pattern.
          'tool_choice':'auto'                       | tool_choice | - | Invalid value for 'tool_choice': 'tool_choice' is only allowed
          'messages':[{'role':'bot','content':'x'}]  | messages[0].role | invalid_value | Invalid value: 'bot'.
          'messages':[{'role':'assistant'}]          | messages[0].content | - | Invalid value for 'content': expected a string, got null.
          'messages':[{'role':'user','content':{}}]  | messages[0].content | invalid_type | Invalid type for 'messages[0].content'
          'messages':[{'role':'user','content':[{'type':'image'}]}] | messages[0].content[0].type | invalid_value | Invalid value: 'image'.
          'messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'data:image/png;base64,AA=='}}]}] | messages[0].content[0].image_url.url | invalid_image_url | Invalid 'messages[0].content[0].image_url.url'.
          'messages':[{'role':'tool','tool_call_id':'c','content':'x'}] | messages[0].role | - | Invalid parameter: messages with role 'tool' must be a response
          'messages':[CALL,{'role':'user','content':'x'}] | messages[1].role | - | An assistant message with 'tool_calls' must be followed by tool messages
          'messages':[CALL]                          | messages[1].role | - | An assistant message with 'tool_calls' must be followed by tool messages
          'messages':[CALL,{'role':'tool','tool_call_id':'c','content':[{'type':'image_url'}]}] | messages[1].content[0].type | invalid_value | Invalid value: 'image_url'.
          """)
  void completionsAreRefusedInOpenAisWords(String fields, String param, String code, String words) {
    FakeScript script = Fakes.completions(changed("{'model':'fake-echo'}", fields));
    JsonNode error = Fakes.json(script).path("error");
    assertThat(script.head().status()).as(error.toString()).isEqualTo(400);
    assertThat(error.get("type").stringValue()).isEqualTo("invalid_request_error");
    assertThat(error.get("message").stringValue()).startsWith(words);
    assertThat(error.get("param").isNull() ? null : error.get("param").stringValue())
        .isEqualTo(param);
    assertThat(error.get("code").isNull() ? null : error.get("code").stringValue()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          # fields over a good request
          'temperature':2,'top_p':1,'seed':5,'logit_bias':{},'user':'u'
          'stream':true,'stream_options':{'include_usage':true}
          'messages':[{'role':'developer','content':'x'},{'role':'user','content':[{'type':'text','text':'y'}],'name':'me'}]
          'messages':[CALL,{'role':'tool','tool_call_id':'c','content':'x'}]
          'messages':[{'role':'assistant','content':null,'refusal':'no'}]
          'tools':[{'type':'custom','custom':{'name':'c'}}],'tool_choice':'required'
          'stop':['a','b','c','d'],'max_completion_tokens':5,'reasoning_effort':'low'
          """)
  void goodCompletionsAreTaken(String fields) {
    FakeScript script = Fakes.completions(changed("{'model':'fake-echo'}", fields));
    assertThat(script.head().status()).as(new String(script.body(1000), UTF_8)).isEqualTo(200);
  }

  @Test
  void anthropicsVersionIsAsked() {
    String body = Fakes.body("fake-echo", "Hi", "\"temperature\":1");
    assertThat(complaint(body, Headers.NONE)).isEqualTo("anthropic-version: header is required");
    assertThat(complaint(body, Headers.of("anthropic-version", "2020-01-01")))
        .isEqualTo("anthropic-version: \"2020-01-01\" is not a valid version");
    assertThat(complaint(body, Headers.of("anthropic-version", "2026-10-21")))
        .isEqualTo("temperature: Extra inputs are not permitted");
    Headers beta = Fakes.VERSION.with("anthropic-beta", "context-management-2025-06-27");
    String edits = Fakes.body("fake-echo", "Hi", "\"context_management\":{}");
    assertThat(Fakes.messages(edits, beta).head().status()).isEqualTo(200);
  }

  @Test
  void marksOfTheCacheAreFourAtMost() {
    String mark = "{\"type\":\"text\",\"text\":\"a\",\"cache_control\":{\"type\":\"ephemeral\"}}";
    String four = "\"system\":[%s,%s,%s,%s]".formatted(mark, mark, mark, mark);
    assertThat(Fakes.messages(Fakes.body("fake-echo", "Hi", four)).head().status()).isEqualTo(200);
    String five = four + ",\"cache_control\":{\"type\":\"ephemeral\"}";
    assertThat(complaint(Fakes.body("fake-echo", "Hi", five), Fakes.VERSION))
        .isEqualTo("A maximum of 4 blocks with cache_control may be provided. Found 5.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {"~~", "{", "[]", "{\"a\":1,\"a\":2}"})
  void whatIsNoJsonIsRefused(String body) {
    assertThat(complaint(body, Fakes.VERSION))
        .startsWith("The request body is not valid JSON: line 1");
    FakeScript completion = Fakes.completions(body);
    assertThat(completion.head().status()).isEqualTo(400);
    assertThat(Fakes.json(completion).at("/error/message").stringValue())
        .startsWith("We could not parse the JSON body of your request.");
  }

  @Test
  void countingTakesNoLimitOfTokens() {
    byte[] body = Fakes.body("fake-echo", "Hi", "").getBytes(UTF_8);
    FakeScript script =
        FakeProvider.strict().answer("POST", "/v1/messages/count_tokens", Fakes.VERSION, body, 0);
    assertThat(Fakes.json(script).at("/error/message").stringValue())
        .isEqualTo("max_tokens: Extra inputs are not permitted");
  }

  private static String complaint(String body, Headers headers) {
    FakeScript script = Fakes.messages(body, headers);
    assertThat(script.head().status()).isEqualTo(400);
    return Fakes.json(script).at("/error/message").stringValue();
  }

  /// A good request with fields replaced or added.
  private static String changed(String base, String fields) {
    String call =
        "{'role':'assistant','content':null,'tool_calls':[{'id':'c','type':'function','function':{'name':'f','arguments':'{}'}}]}";
    String good = base.replaceFirst("}$", ",'messages':[{'role':'user','content':'Hi'}]}");
    String more = "{" + fields.replace("TOOL", TOOL).replace("CALL", call) + "}";
    var body = (ObjectNode) Fakes.MAPPER.readTree(good.replace('\'', '"'));
    body.setAll((ObjectNode) Fakes.MAPPER.readTree(more.replace('\'', '"')));
    return body.toString();
  }
}
