# The cases of bench/compare: writes configurations into a folder; sourced, not run.
work=$1 upstream=$2 nginx=$3 gateway=$4
cases=(plain openai anthropic openai-stream anthropic-stream)
mkdir -p "$work/gateway" "$work/data"
chmod 755 "$work" # workers of nginx run as another user

answer_text=$(printf 'word %.0s' $(seq 120))
cat >"$work/data/openai.json" <<J
{"id":"chatcmpl-1","object":"chat.completion","created":1764627002,"model":"gpt-4o","choices":[{"index":0,"message":{"role":"assistant","content":"$answer_text"},"finish_reason":"stop"}],"usage":{"prompt_tokens":16,"completion_tokens":120,"total_tokens":136}}
J
cat >"$work/data/anthropic.json" <<J
{"id":"msg_1","type":"message","role":"assistant","model":"claude-3-opus-20240229","content":[{"type":"text","text":"$answer_text"}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":16,"output_tokens":120}}
J
{
  printf 'data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"gpt-4o","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}\n\n'
  for i in $(seq 100); do
    printf 'data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"gpt-4o","choices":[{"index":0,"delta":{"content":"word%d "},"finish_reason":null}]}\n\n' "$i"
  done
  printf 'data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"gpt-4o","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\n'
  printf 'data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"gpt-4o","choices":[],"usage":{"prompt_tokens":16,"completion_tokens":100,"total_tokens":116}}\n\ndata: [DONE]\n\n'
} >"$work/data/openai.sse"
{
  printf 'event: message_start\ndata: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-3-opus-20240229","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":16,"output_tokens":1}}}\n\n'
  printf 'event: content_block_start\ndata: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}\n\n'
  for i in $(seq 100); do
    printf 'event: content_block_delta\ndata: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"word%d "}}\n\n' "$i"
  done
  printf 'event: content_block_stop\ndata: {"type":"content_block_stop","index":0}\n\n'
  printf 'event: message_delta\ndata: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":100}}\n\n'
  printf 'event: message_stop\ndata: {"type":"message_stop"}\n\n'
} >"$work/data/anthropic.sse"

# The upstream answers every POST with a file; nginx serves files only to GET, hence the error pages.
{
  cat <<N
daemon off; worker_processes 1; pid $work/upstream.pid; error_log $work/upstream.err crit;
events { worker_connections 1024; }
http {
  access_log off; keepalive_requests 1000000; sendfile off;
  client_body_temp_path $work/u1; proxy_temp_path $work/u2; fastcgi_temp_path $work/u3; uwsgi_temp_path $work/u4; scgi_temp_path $work/u5;
  server {
    listen 127.0.0.1:$upstream;
    client_body_buffer_size 1m;
N
  for file in openai.json anthropic.json openai.sse anthropic.sse; do
    type=application/json; [ "${file##*.}" = sse ] && type=text/event-stream
    cat <<N
    location = /$file { error_page 418 =200 /files/$file; return 418; }
    location = /files/$file { internal; alias $work/data/$file; types { } default_type $type; }
N
  done
  echo "} }"
} >"$work/upstream.conf"

# What each case asks of the upstream.
file_of() {
  case $1 in
    plain | openai | anthropic-client) echo openai.json ;;
    anthropic) echo anthropic.json ;;
    openai-stream) echo openai.sse ;;
    anthropic-stream) echo anthropic.sse ;;
  esac
}

{
  cat <<N
daemon off; worker_processes 1; pid $work/proxy.pid; error_log $work/proxy.err crit;
events { worker_connections 1024; }
http {
  access_log $work/access.log combined buffer=32k; keepalive_requests 1000000; proxy_http_version 1.1; proxy_set_header Connection "";
  client_body_temp_path $work/p1; proxy_temp_path $work/p2; fastcgi_temp_path $work/p3; uwsgi_temp_path $work/p4; scgi_temp_path $work/p5;
  upstream backend { server 127.0.0.1:$upstream; keepalive 64; }
  server {
    listen 127.0.0.1:$nginx;
    client_body_buffer_size 1m;
N
  for case in "${cases[@]}"; do
    echo "    location = /$case { proxy_pass http://backend/$(file_of "$case"); proxy_buffering off; }"
  done
  echo "} }"
} >"$work/proxy.conf"

cat >"$work/gateway/gateway.yaml" <<N
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: bench, namespace: default}
spec:
  gatewayClassName: agentgateway
  listeners: [{name: http, protocol: HTTP, port: $gateway}]
N
for case in "${cases[@]}"; do
  file=$(file_of "$case")
  if [ "$case" = plain ]; then
    cat <<N
---
apiVersion: agentgateway.dev/v1alpha1
kind: AgentgatewayBackend
metadata: {name: plain, namespace: default}
spec: {static: {host: 127.0.0.1, port: $upstream}}
N
  else
    provider=${file%%.*}
    cat <<N
---
apiVersion: agentgateway.dev/v1alpha1
kind: AgentgatewayBackend
metadata: {name: $case, namespace: default}
spec:
  ai: {provider: {$provider: {}, host: 127.0.0.1, port: $upstream, path: /$file}}
  policies: {auth: {key: bench-key}}
N
  fi
  cat <<N
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: $case, namespace: default}
spec:
  parentRefs: [{name: bench}]
  rules:
  - matches: [{path: {type: Exact, value: /$case}}]
    filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplaceFullPath, replaceFullPath: /$file}}}]
    backendRefs: [{group: agentgateway.dev, kind: AgentgatewayBackend, name: $case}]
N
done >>"$work/gateway/gateway.yaml"

question=$(printf 'question %.0s' $(seq 60))
for case in "${cases[@]}"; do
  stream=""
  [ "${case%-stream}" = "$case" ] || stream='"stream":true,"stream_options":{"include_usage":true},'
  cat >"$work/$case.lua" <<N
wrk.method = "POST"
wrk.headers["content-type"] = "application/json"
wrk.body = '{"model":"gpt-4o",$stream"max_tokens":200,"messages":[{"role":"system","content":"You are brief."},{"role":"user","content":"$question"}]}'
N
done
