import { inSpan } from "../../observe/active-span.ts";
import { writeTraceParent } from "../../observe/traceparent.ts";
import type { Tracer } from "../../observe/tracer.ts";
import type { Outgoing, Sender, SendOutcome } from "./send-message.ts";

/** Who watches what is sent. */
export interface SendWatch {
  readonly tracer?: Tracer | undefined;
  readonly onAttempt?: ((outcome: SendOutcome["outcome"]) => void) | undefined;
}

/** A sender whose attempts are told of, and traced: the receiver gets a `traceparent` by which it can go on with the trace. */
export function observedSender(sender: Sender, { tracer, onAttempt }: SendWatch): Sender {
  const send = tracer === undefined ? sender.send : traced(sender, tracer);
  return {
    send: async (message) => {
      const sent = await send(message);
      onAttempt?.(sent.outcome);
      return sent;
    },
    close: sender.close,
  };
}

const traced =
  (sender: Sender, tracer: Tracer): Sender["send"] =>
  async (message: Outgoing) => {
    const { span, end } = tracer.begin({
      name: "webhook delivery",
      kind: "client",
      attributes: {
        "http.request.method": "POST",
        "server.address": new URL(message.url).hostname,
      },
    });
    const headers = { ...message.headers, traceparent: writeTraceParent(span) };
    const sent = await inSpan(span, () => sender.send({ ...message, headers }));
    end({
      attributes: {
        "florin.outcome": sent.outcome,
        ...(sent.status === null ? {} : { "http.response.status_code": sent.status }),
      },
      ...(sent.outcome === "delivered" ? {} : { error: sent.outcome }),
    });
    return sent;
  };
