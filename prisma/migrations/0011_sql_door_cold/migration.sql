-- The SQL door finds series that left memory, too: it reads the cold index (collector/storage/cold).

-- The beginning of a text, counted in UTF-16 code units as the dictionaries do.
CREATE FUNCTION "belvedere".utf16_left(value text, units integer) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN octet_length(value) = char_length(value) THEN left(value, units)
    ELSE (
      SELECT coalesce(string_agg(c, '' ORDER BY k), '')
      FROM (
        SELECT c, k, sum(CASE WHEN ascii(c) > 65535 THEN 2 ELSE 1 END) OVER (ORDER BY k) AS until
        FROM regexp_split_to_table(value, '') WITH ORDINALITY t(c, k)
      ) chars
      WHERE until <= units)
    END
$$;

-- The strings of a dictionary page.
CREATE FUNCTION "belvedere".dictionary_texts(data bytea) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  pos integer := 8;
  shared bigint;
  rest text;
  previous text := '';
  count integer := 0;
  texts text[] := ARRAY[]::text[];
BEGIN
  WHILE pos < length(data) LOOP
    SELECT v.pos, v.value INTO pos, shared FROM "belvedere".varint(data, pos) v;
    SELECT t.pos, t.value INTO pos, rest FROM "belvedere".text_at(data, pos) t;
    previous := "belvedere".utf16_left(previous, shared::integer) || rest;
    count := count + 1;
    texts[count] := previous;
  END LOOP;
  RETURN texts;
END $$;

-- Pages of a run by its directory: dictionary pages with their first symbol and text, then blocks with the symbol of their
-- first metric. `next_symbol` is that of the page after, NULL for the last one.
CREATE FUNCTION "belvedere".run_pages(directory bytea)
RETURNS TABLE (part integer, is_block boolean, first_symbol bigint, next_symbol bigint, first_text text)
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  pos integer := 8;
  pages bigint;
  blocks bigint;
  symbol bigint := 0;
  symbols bigint[] := ARRAY[]::bigint[];
  texts text[] := ARRAY[]::text[];
  piece text;
BEGIN
  SELECT v.pos INTO pos FROM "belvedere".varint(directory, pos) v;
  SELECT v.pos, v.value INTO pos, pages FROM "belvedere".varint(directory, pos) v;
  FOR k IN 1..pages LOOP
    SELECT v.pos, symbol + v.value INTO pos, symbol FROM "belvedere".varint(directory, pos) v;
    SELECT t.pos, t.value INTO pos, piece FROM "belvedere".text_at(directory, pos) t;
    symbols[k] := symbol;
    texts[k] := piece;
  END LOOP;
  RETURN QUERY SELECT k - 1, false, symbols[k], symbols[k + 1], texts[k] FROM generate_series(1, pages::integer) k;
  SELECT v.pos, v.value INTO pos, blocks FROM "belvedere".varint(directory, pos) v;
  symbols := ARRAY[]::bigint[];
  symbol := 0;
  FOR k IN 1..blocks LOOP
    SELECT v.pos, symbol + v.value INTO pos, symbol FROM "belvedere".varint(directory, pos) v;
    SELECT v.pos INTO pos FROM "belvedere".svarint(directory, pos) v;
    SELECT v.pos INTO pos FROM "belvedere".svarint(directory, pos) v;
    symbols[k] := symbol;
  END LOOP;
  RETURN QUERY
    SELECT (pages + k - 1)::integer, true, symbols[k], symbols[k + 1], NULL::text FROM generate_series(1, blocks::integer) k;
END $$;

-- The series of a block whose label `name_symbol` has the value `value_symbol`: symbols of their label names and values.
CREATE FUNCTION "belvedere".cold_rows(data bytea, name_symbol bigint, value_symbol bigint)
RETURNS TABLE (ref bigint, names bigint[], vals bigint[])
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  pos integer := 8;
  count bigint;
  shapes bigint[];
  refs bigint[];
  members integer[];
  labels bigint;
  n integer;
  symbol bigint;
  column_vals bigint[];
  flat bigint[];
  shape_names bigint[];
  wanted integer[];
BEGIN
  SELECT v.pos, v.value INTO pos, count FROM "belvedere".varint(data, pos) v;
  SELECT c.pos, c.vals INTO pos, shapes FROM "belvedere".integers(data, pos, count::integer) c;
  SELECT c.pos, c.vals INTO pos, refs FROM "belvedere".integers(data, pos, count::integer) c;
  SELECT c.pos INTO pos FROM "belvedere".integers(data, pos, count::integer) c;
  SELECT c.pos INTO pos FROM "belvedere".integers(data, pos, count::integer) c;
  FOR shape IN 0..(SELECT max(s) FROM unnest(shapes) s) LOOP
    members := ARRAY(SELECT i FROM generate_series(1, count::integer) i WHERE shapes[i] = shape);
    n := cardinality(members);
    SELECT v.pos, v.value INTO pos, labels FROM "belvedere".varint(data, pos) v;
    flat := ARRAY[]::bigint[];
    shape_names := ARRAY[]::bigint[];
    wanted := ARRAY[]::integer[];
    FOR k IN 1..labels LOOP
      SELECT v.pos, v.value INTO pos, symbol FROM "belvedere".varint(data, pos) v;
      SELECT c.pos, c.vals INTO pos, column_vals FROM "belvedere".integers(data, pos, n) c;
      shape_names[k] := symbol;
      flat := flat || column_vals;
      IF symbol = name_symbol THEN
        wanted := ARRAY(SELECT r FROM generate_series(1, n) r WHERE column_vals[r] = value_symbol);
      END IF;
    END LOOP;
    FOR w IN 1..cardinality(wanted) LOOP
      ref := refs[members[wanted[w]]];
      names := shape_names;
      vals := ARRAY(SELECT flat[k * n + wanted[w]] FROM generate_series(0, labels::integer - 1) k);
      RETURN NEXT;
    END LOOP;
  END LOOP;
END $$;

-- The symbol of a text in a run, NULL when it has none.
CREATE FUNCTION "belvedere".symbol_of(wanted text, of_run integer, directory bytea) RETURNS bigint
LANGUAGE sql STABLE STRICT AS $$
  SELECT d.first_symbol + array_position("belvedere".dictionary_texts(p."data" || ''::bytea), wanted) - 1
  FROM (
    SELECT * FROM "belvedere".run_pages(directory)
    WHERE NOT is_block AND first_text COLLATE "C" <= wanted COLLATE "C" ORDER BY part DESC LIMIT 1
  ) d
  JOIN "ColdRun" r ON r."run" = of_run
  JOIN "ColdPage" p ON p."level" = r."level" AND p."dayStart" = r."dayStart" AND p."run" = r."run" AND p."part" = d.part
  WHERE "belvedere".open_page(p."data", 13, format('dictionary page %s of the cold run %s', d.part, of_run)) > 0
$$;

-- Series of a metric that left memory. A run is read only where its dictionary has the metric.
CREATE FUNCTION "belvedere".cold_series(wanted text) RETURNS TABLE (ref bigint, labels jsonb)
LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE
  r record;
  metric bigint;
  name bigint;
BEGIN
  FOR r IN SELECT c."run", c."level", c."dayStart", c."directory" || ''::bytea AS directory FROM "ColdRun" c ORDER BY 1 LOOP
    PERFORM "belvedere".open_page(r.directory, 12, format('directory of the cold run %s', r."run"));
    metric := "belvedere".symbol_of(wanted, r."run", r.directory);
    CONTINUE WHEN metric IS NULL;
    name := "belvedere".symbol_of('__name__', r."run", r.directory);
    RETURN QUERY
      WITH pages AS MATERIALIZED (
        SELECT * FROM "belvedere".run_pages(r.directory)
      ), blocks AS MATERIALIZED (
        SELECT b.part, p."data" || ''::bytea AS data
        FROM pages b JOIN "ColdPage" p ON p."level" = r."level" AND p."dayStart" = r."dayStart" AND p."run" = r."run"
          AND p."part" = b.part
        WHERE b.is_block AND b.first_symbol <= metric AND (b.next_symbol IS NULL OR b.next_symbol >= metric)
      ), series AS MATERIALIZED (
        SELECT s.ref, s.names, s.vals
        FROM blocks CROSS JOIN LATERAL "belvedere".open_page(
            blocks.data, 14, format('block %s of the cold run %s', blocks.part, r."run")) payload
          CROSS JOIN LATERAL "belvedere".cold_rows(blocks.data, name, metric) s
        WHERE payload > 0
      ), symbols AS MATERIALIZED (
        SELECT DISTINCT symbol FROM series, unnest(series.names || series.vals) symbol
      ), texts AS MATERIALIZED (
        SELECT d.first_symbol + t.k - 1 AS symbol, t.value
        FROM (
          SELECT * FROM pages
          WHERE NOT is_block AND EXISTS (
            SELECT 1 FROM symbols s
            WHERE s.symbol >= pages.first_symbol AND (pages.next_symbol IS NULL OR s.symbol < pages.next_symbol))
        ) d
        JOIN "ColdPage" p ON p."level" = r."level" AND p."dayStart" = r."dayStart" AND p."run" = r."run"
          AND p."part" = d.part
        CROSS JOIN LATERAL "belvedere".open_page(
          p."data", 13, format('dictionary page %s of the cold run %s', d.part, r."run")) payload
        CROSS JOIN LATERAL unnest("belvedere".dictionary_texts(p."data" || ''::bytea)) WITH ORDINALITY t(value, k)
        WHERE payload > 0
      )
      SELECT s.ref, jsonb_object_agg(n.value, v.value)
      FROM series s CROSS JOIN LATERAL unnest(s.names, s.vals) u(name_symbol, value_symbol)
        JOIN texts n ON n.symbol = u.name_symbol JOIN texts v ON v.symbol = u.value_symbol
      GROUP BY s.ref;
  END LOOP;
END $$;

-- Series of a metric whose labels match, those that left memory included. Matchers: {"job": "api", "code": "~5..",
-- "env": "!test", "host": "!~db.*"}.
CREATE OR REPLACE FUNCTION belvedere_series(metric text, matchers jsonb DEFAULT '{}') RETURNS TABLE (ref bigint, labels jsonb)
LANGUAGE sql STABLE STRICT AS $$
  WITH blocks AS MATERIALIZED (
    -- Put together with nothing, so that a block is unpacked once and not for each of its bytes.
    SELECT "id", "data" || ''::bytea AS "data" FROM "SeriesBlock"
  ), found AS (
    SELECT s.ref, s.labels
    FROM blocks b
      CROSS JOIN LATERAL "belvedere".open_page(b."data", 8, 'series block ' || b."id")
      CROSS JOIN LATERAL "belvedere".block_series(b."data", metric) s
    UNION ALL
    SELECT c.ref, c.labels FROM "belvedere".cold_series(metric) c
  )
  SELECT DISTINCT ON (f.ref) f.ref, f.labels FROM found f WHERE "belvedere".matches(f.labels, matchers) ORDER BY f.ref
$$;
