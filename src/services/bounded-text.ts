/** The text of an answer's body, UTF-8; empty where it is longer than `lengthMax` bytes, of which no more is read then. */
export async function boundedText(body: AsyncIterable<Buffer>, lengthMax: number): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > lengthMax) return "";
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
