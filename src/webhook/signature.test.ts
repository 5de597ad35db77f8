import { createHmac } from "node:crypto";
import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { type HmacSha256, signatureHeaders } from "./signature.ts";

const hmac: HmacSha256 = (secret, text) =>
  createHmac("sha256", Buffer.from(secret.replace(/^whsec_/, ""), "base64"))
    .update(text)
    .digest("base64");

/** The example of the Standard Webhooks libraries. */
const vector = {
  secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  message: {
    id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
    sentAt: 1_614_265_330_000,
    body: '{"test": 2432232314}',
  },
  signature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
};

const secretText = fc
  .uint8Array({ minLength: 24, maxLength: 64 })
  .map((bytes) => `whsec_${Buffer.from(bytes).toString("base64")}`);

describe("the signature of a message", () => {
  it("is that of the specification's example", () => {
    expect(signatureHeaders(vector.message, [vector.secret], hmac)).toEqual({
      "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
      "webhook-timestamp": "1614265330",
      "webhook-signature": vector.signature,
    });
  });

  it("is accepted by the specification's own library, by either secret of a rotation", () => {
    const now = Date.now();
    property(
      fc.property(fc.json(), secretText, secretText, (body, current, previous) => {
        const message = { id: "evt_1", sentAt: now, body };
        const headers = signatureHeaders(message, [current, previous], hmac);
        for (const secret of [current, previous])
          expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
        expect(() => new Webhook(vector.secret).verify(body, headers)).toThrow();
      }),
      50,
    );
  });
});
