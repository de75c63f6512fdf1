/// Chat as data: what a client asked, what an upstream answers, and the way between their formats.
///
/// Pure: no sockets, files, threads, clocks or logging. `ClientCall` is the first file to read.
@NullMarked
package dev.agentgateway.llm;

import org.jspecify.annotations.NullMarked;
