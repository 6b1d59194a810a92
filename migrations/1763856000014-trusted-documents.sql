-- Documents that clients have registered, by the SHA-256 of their text in hexadecimal.
CREATE TABLE trusted_document (
  hash text PRIMARY KEY CONSTRAINT trusted_document_hash CHECK (hash = encode(sha256(convert_to(document, 'UTF8')), 'hex')),
  document text NOT NULL,
  registered_at timestamptz NOT NULL
);
