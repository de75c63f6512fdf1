# The pages about keys, failover, prompt enrichment and what can be seen, with what docs/ has. Sourced by pages.sh.

OPENAI_API_KEY=sk-client-$RANDOM

# asks PAGE WANTED: the page's last curl is answered with what is wanted.
asks() {
  local command
  command=$(awk '/^```sh/ {taking = 1; text = ""; next} /^```/ {if (taking && text ~ /^curl/) last = text; taking = 0}
    taking {text = text $0 "\n"} END {print last}' "$root/docs/$1.md" |
    sed "s/localhost:8080/$INGRESS_GW_ADDRESS:$port/; s/| jq.*//")
  eval "$command" 2>/dev/null | grep -qF "$2"
}

# seen: usage is in the metrics and in the log of a data plane.
seen() {
  local pid code=0
  kubectl port-forward "deployment/$gateway" -n "$namespace" 18082:15020 >/dev/null 2>&1 &
  pid=$!
  sleep 1
  curl -sf -m 5 localhost:18082/metrics | grep -q '^agentgateway_gen_ai_client_token_usage' || code=1
  kill $pid 2>/dev/null
  kubectl logs -n "$namespace" "deployment/$gateway" | grep -q 'gen_ai.usage.output_tokens=9' || code=1
  return $code
}

# journeys VERSION
journeys() {
  local version=$1 kind=backend policy=trafficpolicy
  [ "$version" = 2.1.x ] || { kind=agentgatewaybackend && policy=agentgatewaypolicy; }
  follow openai 1 >/dev/null
  follow anthropic 1 >/dev/null
  try "$names, $version: OpenAI's route" follow openai 2 "$version"
  try "$names, $version: a key inline" follow api-keys 1 "$version"
  try "$names, $version: the provider gets it" asks api-keys 'Bearer my-key'
  try "$names, $version: the client's key" follow api-keys 2 "$version"
  try "$names, $version: the provider gets that" asks api-keys "Bearer $OPENAI_API_KEY"
  try "$names, $version: a key in a Secret" follow openai 1 "$version"
  try "$names, $version: a prompt is enriched" follow prompt-enrichment 1 "$version"
  try "$names, $version: the provider is told so" asks prompt-enrichment 'Parse the unstructured text into CSV format.'
  try "$names, $version: two providers" follow failover 1 "$version"
  try "$names, $version: their route" follow failover 2 "$version"
  try "$names, $version: the second answers for the first" asks failover claude-3-opus-20240229
  try "$names, $version: usage is seen" seen
  kubectl -n "$namespace" delete "$kind/openai" "$kind/model-failover" "$policy/openai-opt" httproute/openai httproute/model-failover \
    secret/openai-secret secret/anthropic-secret >/dev/null
}
