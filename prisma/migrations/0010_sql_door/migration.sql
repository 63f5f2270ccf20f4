-- The SQL door: the downsampled 1h tier for any Postgres client, without the collector.
--
--   belvedere_series(metric, matchers, from, to)   series of a metric: ref and labels
--   belvedere_1h(metric, from, to, matchers)       their buckets of one hour
--
-- The functions read the pages that collector/storage/chunkenc/FORMAT.md draws. What helps them is in a schema of its own.
-- Damaged pages raise an error that names them.

CREATE SCHEMA IF NOT EXISTS "belvedere";

-- ---- Bytes -----------------------------------------------------------------------------------------------------------

-- LEB128 at a position, which moves on.
CREATE FUNCTION "belvedere".varint(data bytea, INOUT pos integer, OUT value bigint)
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  byte integer;
  shift integer := 0;
BEGIN
  value := 0;
  LOOP
    byte := get_byte(data, pos);
    pos := pos + 1;
    value := value + ((byte & 127)::bigint << shift);
    EXIT WHEN byte < 128;
    shift := shift + 7;
    IF shift > 49 THEN RAISE EXCEPTION 'damaged page: a varint at byte % is too long', pos; END IF;
  END LOOP;
END $$;

-- Zigzag: 0, 1, 2, 3 are 0, -1, 1, -2.
CREATE FUNCTION "belvedere".svarint(data bytea, INOUT pos integer, OUT value bigint)
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  SELECT v.pos, (v.value >> 1) # -(v.value & 1) INTO pos, value FROM "belvedere".varint(data, pos) v;
END $$;

CREATE FUNCTION "belvedere".text_at(data bytea, INOUT pos integer, OUT value text)
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  bytes bigint;
BEGIN
  SELECT v.pos, v.value INTO pos, bytes FROM "belvedere".varint(data, pos) v;
  value := convert_from(substring(data FROM pos + 1 FOR bytes::integer), 'UTF8');
  pos := pos + bytes::integer;
END $$;

-- CRC-32 of a page's payload with the kind as its seed, step by step.
CREATE FUNCTION "belvedere".checksum_by_steps(data bytea, kind integer) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  steps bigint[] := ARRAY[]::bigint[];
  crc bigint;
BEGIN
  FOR n IN 0..255 LOOP
    crc := n;
    FOR bit IN 1..8 LOOP
      crc := CASE WHEN crc & 1 = 1 THEN (crc >> 1) # 3988292384 ELSE crc >> 1 END;
    END LOOP;
    steps[n] := crc;
  END LOOP;
  crc := kind # 4294967295;
  FOR i IN 8..length(data) - 1 LOOP
    crc := steps[(crc # get_byte(data, i)) & 255] # (crc >> 8);
  END LOOP;
  RETURN crc # 4294967295;
END $$;

-- The same by crc32(), which PostgreSQL 18 brought. It takes no seed: four bytes whose checksum is the seed stand in for it.
CREATE FUNCTION "belvedere".checksum(data bytea, kind integer) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  prefix bytea := CASE kind WHEN 8 THEN '\xd027e400'::bytea WHEN 10 THEN '\x132d776d' WHEN 12 THEN '\x5632c2db'
    WHEN 13 THEN '\x1734b300' WHEN 14 THEN '\x953851b6' END;
  crc bigint;
BEGIN
  IF prefix IS NULL OR current_setting('server_version_num')::integer < 180000 THEN
    RETURN "belvedere".checksum_by_steps(data, kind);
  END IF;
  EXECUTE 'SELECT crc32($1)' INTO crc USING prefix || substring(data FROM 9);
  RETURN crc;
END $$;

-- Checks the envelope of a page and answers where its payload begins.
CREATE FUNCTION "belvedere".open_page(data bytea, kind integer, name text) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  stored bigint;
BEGIN
  IF data IS NULL OR length(data) < 8 THEN RAISE EXCEPTION 'damaged page: % is missing or cut short', name; END IF;
  IF get_byte(data, 0) <> 1 THEN
    RAISE EXCEPTION '% has format version %; this function reads version 1', name, get_byte(data, 0);
  END IF;
  stored := get_byte(data, 4) + (get_byte(data, 5) << 8) + (get_byte(data, 6) << 16)
    + (get_byte(data, 7)::bigint << 24);
  IF get_byte(data, 1) <> kind OR stored <> "belvedere".checksum(data, kind) THEN
    RAISE EXCEPTION 'damaged page: % of % bytes has another checksum than was stored', name, length(data);
  END IF;
  RETURN 8;
END $$;

-- Arrays keep the order of unnest() and generate_series() through `ARRAY(SELECT …)`: nothing here runs in parallel or sorts.

-- ---- Columns ---------------------------------------------------------------------------------------------------------

-- Unsigned integers of `width` bits, 0 to 32, packed low bits first.
CREATE FUNCTION "belvedere".unpack(data bytea, pos integer, n integer, width integer) RETURNS bigint[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  d bytea;
  mask bigint := (1::bigint << width) - 1;
BEGIN
  -- The last value's bytes may go on behind the end.
  d := substring(data FROM pos + 1 FOR (n * width + 7) / 8) || '\x0000000000'::bytea;
  IF length(d) < (n * width + 7) / 8 + 5 THEN RAISE EXCEPTION 'damaged page: a column is cut short'; END IF;
  RETURN CASE width
    WHEN 0 THEN array_fill(0::bigint, ARRAY[n])
    WHEN 8 THEN ARRAY(SELECT get_byte(d, i)::bigint FROM generate_series(0, n - 1) i)
    WHEN 16 THEN ARRAY(SELECT (get_byte(d, 2 * i) + (get_byte(d, 2 * i + 1) << 8))::bigint FROM generate_series(0, n - 1) i)
    WHEN 24 THEN ARRAY(
      SELECT (get_byte(d, 3 * i) + (get_byte(d, 3 * i + 1) << 8) + (get_byte(d, 3 * i + 2) << 16))::bigint
      FROM generate_series(0, n - 1) i)
    ELSE ARRAY(
      SELECT ((get_byte(d, b) + (get_byte(d, b + 1) << 8) + (get_byte(d, b + 2) << 16)
          + (get_byte(d, b + 3)::bigint << 24) + (get_byte(d, b + 4)::bigint << 32)) >> ((i * width) & 7)) & mask
      FROM generate_series(0, n - 1) i, LATERAL (SELECT (i * width) >> 3 AS b) at)
  END;
END $$;

-- An integer column of n values.
CREATE FUNCTION "belvedere".integers(data bytea, INOUT pos integer, n integer, OUT vals bigint[])
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  head integer := get_byte(data, pos);
  mode integer := head & 3;
  base bigint;
  slope bigint;
  factor bigint := 1;
  low bigint := 0;
  width integer;
  m integer;
  count bigint := 0;
  gap bigint;
  high bigint;
  at_pos integer[] := ARRAY[]::integer[];
  at_high bigint[] := ARRAY[]::bigint[];
  i integer := 1;
BEGIN
  SELECT v.pos, v.value INTO pos, base FROM "belvedere".svarint(data, pos + 1) v;
  IF mode = 0 THEN
    vals := array_fill(base, ARRAY[n]);
    RETURN;
  ELSIF mode = 1 THEN
    SELECT v.pos, v.value INTO pos, slope FROM "belvedere".svarint(data, pos) v;
    vals := ARRAY(SELECT base + slope * k FROM generate_series(0, n - 1) k);
    RETURN;
  END IF;
  IF head & 4 <> 0 THEN SELECT v.pos, v.value INTO pos, factor FROM "belvedere".varint(data, pos) v; END IF;
  m := n;
  IF mode = 3 THEN
    SELECT v.pos, v.value INTO pos, low FROM "belvedere".svarint(data, pos) v;
    m := n - 1;
  END IF;
  width := get_byte(data, pos);
  pos := pos + 1;
  IF head & 8 <> 0 THEN
    SELECT v.pos, v.value INTO pos, count FROM "belvedere".varint(data, pos) v;
    FOR k IN 1..count LOOP
      SELECT v.pos, v.value INTO pos, gap FROM "belvedere".varint(data, pos) v;
      SELECT v.pos, v.value INTO pos, high FROM "belvedere".svarint(data, pos) v;
      i := i + gap::integer;
      at_pos := at_pos || i;
      at_high := at_high || high;
    END LOOP;
  END IF;
  vals := "belvedere".unpack(data, pos, m, least(width, 32));
  pos := pos + (m * least(width, 32) + 7) / 8;
  IF width > 32 THEN
    vals := ARRAY(SELECT a + (b << 32) FROM unnest(vals, "belvedere".unpack(data, pos, m, width - 32)) t(a, b));
    pos := pos + (m * (width - 32) + 7) / 8;
  END IF;
  FOR k IN 1..count LOOP
    vals[at_pos[k]] := vals[at_pos[k]] + at_high[k] * (1::bigint << width);
  END LOOP;
  IF mode = 2 THEN
    vals := ARRAY(SELECT base + factor * v FROM unnest(vals) v);
  ELSE
    vals := base || ARRAY(
      SELECT base + factor * (sum(low + v) OVER (ROWS UNBOUNDED PRECEDING))::bigint FROM unnest(vals) v);
  END IF;
END $$;

-- A double from its two words.
CREATE FUNCTION "belvedere".double(high bigint, low bigint) RETURNS float8
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE
    WHEN (high >> 20) & 2047 = 2047 THEN CASE
      WHEN high & 1048575 <> 0 OR low <> 0 THEN 'NaN'::float8
      WHEN high >> 31 = 1 THEN '-Infinity'::float8 ELSE 'Infinity'::float8 END
    WHEN high & 2147483647 = 0 AND low = 0 THEN CASE WHEN high >> 31 = 1 THEN '-0'::float8 ELSE 0::float8 END
    ELSE (CASE WHEN high >> 31 = 1 THEN -1 ELSE 1 END)
      * (((high & 1048575) << 32) + low + CASE WHEN (high >> 20) & 2047 = 0 THEN 0 ELSE 4503599627370496 END)::float8
      -- In two steps: the least powers of two are below what power() answers.
      * power(2::float8, ((greatest((high >> 20) & 2047, 1) - 1075) / 2)::float8)
      * power(2::float8, (greatest((high >> 20) & 2047, 1) - 1075 - (greatest((high >> 20) & 2047, 1) - 1075) / 2)::float8)
    END
$$;

-- A value chunk of n doubles.
CREATE FUNCTION "belvedere".doubles(data bytea, at integer, n integer) RETURNS float8[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  head integer := get_byte(data, at);
  kind integer := head & 3;
  pos integer := at + 1;
  exponent bigint := head >> 4;
  count bigint := 0;
  gap bigint;
  i integer := 1;
  special_at integer[] := ARRAY[]::integer[];
  special_code integer[] := ARRAY[]::integer[];
  ints bigint[];
  lows bigint[];
  vals float8[];
  scale float8;
BEGIN
  IF kind = 2 THEN
    SELECT c.pos, c.vals INTO pos, ints FROM "belvedere".integers(data, pos, n) c;
    SELECT c.pos, c.vals INTO pos, lows FROM "belvedere".integers(data, pos, n) c;
    RETURN ARRAY(SELECT "belvedere".double(a, b) FROM unnest(ints, lows) t(a, b));
  END IF;
  IF kind = 1 THEN SELECT v.pos, v.value INTO pos, exponent FROM "belvedere".svarint(data, pos) v; END IF;
  IF head & 4 <> 0 THEN
    SELECT v.pos, v.value INTO pos, count FROM "belvedere".varint(data, pos) v;
    FOR k IN 1..count LOOP
      SELECT v.pos, v.value INTO pos, gap FROM "belvedere".varint(data, pos) v;
      i := i + gap::integer;
      special_at := special_at || i;
      special_code := special_code || get_byte(data, pos);
      pos := pos + 1;
    END LOOP;
  END IF;
  SELECT c.vals INTO ints FROM "belvedere".integers(data, pos, n) c;
  IF kind = 0 THEN
    scale := ('1e' || exponent)::float8;
    vals := ARRAY(SELECT v::float8 / scale FROM unnest(ints) v);
  ELSE
    scale := CASE kind WHEN 1 THEN power(2::float8, exponent::float8) ELSE ('1e-' || exponent)::float8 END;
    vals := ARRAY(SELECT v::float8 * scale FROM unnest(ints) v);
  END IF;
  FOR k IN 1..count LOOP
    vals[special_at[k]] := CASE special_code[k] WHEN 2 THEN 'Infinity'::float8 WHEN 3 THEN '-Infinity' WHEN 4 THEN '-0'
      ELSE 'NaN' END;
  END LOOP;
  RETURN vals;
END $$;

-- Which of `total` rows are there: all (0), a run (1), a bitmap (2).
CREATE FUNCTION "belvedere".presence(data bytea, total integer, INOUT pos integer, OUT present integer[])
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  mode integer := get_byte(data, pos);
  a bigint;
  b bigint;
  start integer;
BEGIN
  pos := pos + 1;
  IF mode = 0 THEN
    present := ARRAY(SELECT generate_series(0, total - 1));
  ELSIF mode = 1 THEN
    SELECT v.pos, v.value INTO pos, a FROM "belvedere".varint(data, pos) v;
    SELECT v.pos, v.value INTO pos, b FROM "belvedere".varint(data, pos) v;
    present := ARRAY(SELECT generate_series(a::integer, (a + b - 1)::integer));
  ELSE
    SELECT v.pos, v.value INTO pos, a FROM "belvedere".varint(data, pos) v;
    start := pos;
    present := ARRAY(
      SELECT i FROM generate_series(0, (a * 8 - 1)::integer) i
      WHERE (get_byte(data, start + (i >> 3)) >> (i & 7)) & 1 = 1 ORDER BY i);
    pos := pos + a::integer;
  END IF;
END $$;

-- ---- Pages of the 1h tier ---------------------------------------------------------------------------------------------

-- The series of one metric in a page: which rows they have, and where their columns are.
CREATE FUNCTION "belvedere".tier_entries(data bytea, wanted text)
RETURNS TABLE (ref bigint, flags integer, present integer[], at integer)
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  pos integer := 8;
  total bigint;
  metrics bigint;
  name text;
  count bigint;
  first_entry bigint := 0;
  from_entry bigint := -1;
  until_entry bigint := -1;
  r bigint;
  f integer;
  bytes bigint;
  offset_bytes integer := 0;
  rows_of integer[];
  refs bigint[] := ARRAY[]::bigint[];
  all_flags integer[] := ARRAY[]::integer[];
  offsets integer[] := ARRAY[]::integer[];
  presences integer[] := ARRAY[]::integer[];
  k integer;
BEGIN
  SELECT v.pos, v.value INTO pos, total FROM "belvedere".varint(data, pos) v;
  SELECT v.pos, v.value INTO pos, metrics FROM "belvedere".varint(data, pos) v;
  FOR m IN 1..metrics LOOP
    SELECT t.pos, t.value INTO pos, name FROM "belvedere".text_at(data, pos) t;
    SELECT v.pos, v.value INTO pos, count FROM "belvedere".varint(data, pos) v;
    IF name = wanted THEN
      from_entry := first_entry;
      until_entry := first_entry + count;
    END IF;
    first_entry := first_entry + count;
  END LOOP;
  IF from_entry < 0 THEN RETURN; END IF;
  r := 0;
  FOR e IN 0..first_entry - 1 LOOP
    SELECT r + v.value, v.pos INTO r, pos FROM "belvedere".svarint(data, pos) v;
    f := get_byte(data, pos);
    pos := pos + 1;
    IF e >= from_entry AND e < until_entry THEN
      refs := refs || r;
      all_flags := all_flags || f;
      presences := presences || pos;
      offsets := offsets || offset_bytes;
    END IF;
    -- The presence is passed over here, and read again for the series that are wanted.
    f := get_byte(data, pos);
    pos := pos + 1;
    IF f > 0 THEN SELECT v.pos, v.value INTO pos, bytes FROM "belvedere".varint(data, pos) v; END IF;
    IF f = 1 THEN SELECT v.pos INTO pos FROM "belvedere".varint(data, pos) v; END IF;
    IF f = 2 THEN pos := pos + bytes::integer; END IF;
    SELECT v.pos, v.value INTO pos, bytes FROM "belvedere".varint(data, pos) v;
    offset_bytes := offset_bytes + bytes::integer;
  END LOOP;
  FOR k IN 1..cardinality(refs) LOOP
    SELECT p.present INTO rows_of FROM "belvedere".presence(data, total::integer, presences[k]) p;
    ref := refs[k];
    flags := all_flags[k];
    present := rows_of;
    at := pos + offsets[k];
    RETURN NEXT;
  END LOOP;
END $$;

-- Positions of some buckets, from 1.
CREATE FUNCTION "belvedere".positions(data bytea, INOUT pos integer, OUT at integer[])
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  count bigint;
  gap bigint;
  i integer := 1;
BEGIN
  at := ARRAY[]::integer[];
  SELECT v.pos, v.value INTO pos, count FROM "belvedere".varint(data, pos) v;
  FOR k IN 1..count LOOP
    SELECT v.pos, v.value INTO pos, gap FROM "belvedere".varint(data, pos) v;
    i := i + gap::integer;
    at := at || i;
  END LOOP;
END $$;

-- The columns of one series. `firsts` has the first value of each bucket that no bucket comes just before, else NULL; `losts`
-- what a counter lost by resets. Of counters there are no least values and sums.
CREATE FUNCTION "belvedere".tier_columns(
  data bytea, flags integer, present integer[], at integer,
  OUT lasts float8[], OUT counts bigint[], OUT maxs float8[], OUT mins float8[], OUT sums float8[],
  OUT firsts float8[], OUT losts float8[])
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  pos integer := at;
  bytes bigint;
  n integer := cardinality(present);
  raw float8[];
  resets integer[];
  i integer := 0;
BEGIN
  SELECT v.pos, v.value INTO pos, bytes FROM "belvedere".varint(data, pos) v;
  IF flags & 1 = 1 THEN
    raw := "belvedere".doubles(data, pos, n + (
      SELECT count(*) FROM generate_series(1, n) k WHERE k = 1 OR present[k] <> present[k - 1] + 1)::integer);
    lasts := array_fill(NULL::float8, ARRAY[n]);
    firsts := lasts;
    losts := array_fill(0::float8, ARRAY[n]);
    FOR k IN 1..n LOOP
      IF k = 1 OR present[k] <> present[k - 1] + 1 THEN
        i := i + 1;
        firsts[k] := raw[i];
      END IF;
      i := i + 1;
      lasts[k] := raw[i];
    END LOOP;
    maxs := lasts;
  ELSE
    lasts := "belvedere".doubles(data, pos, n);
  END IF;
  pos := pos + bytes::integer;
  SELECT v.pos, v.value INTO pos, bytes FROM "belvedere".varint(data, pos) v;
  SELECT c.vals INTO counts FROM "belvedere".integers(data, pos, n) c;
  pos := pos + bytes::integer;
  IF flags & 1 = 0 AND flags & 2 = 2 THEN
    maxs := lasts;
    mins := lasts;
    sums := ARRAY(SELECT l * c FROM unnest(lasts, counts) t(l, c));
  ELSIF flags & 1 = 0 THEN
    SELECT v.pos, v.value INTO pos, bytes FROM "belvedere".varint(data, pos) v;
    maxs := "belvedere".doubles(data, pos, n);
    SELECT v.pos, v.value INTO pos, bytes FROM "belvedere".varint(data, pos + bytes::integer) v;
    mins := "belvedere".doubles(data, pos, n);
    SELECT v.pos, v.value INTO pos, bytes FROM "belvedere".varint(data, pos + bytes::integer) v;
    sums := "belvedere".doubles(data, pos, n);
  ELSIF flags & 4 = 4 THEN
    SELECT p.pos, p.at INTO pos, resets FROM "belvedere".positions(data, pos) p;
    SELECT v.pos, v.value INTO pos, bytes FROM "belvedere".varint(data, pos) v;
    raw := "belvedere".doubles(data, pos, cardinality(resets));
    FOR k IN 1..cardinality(resets) LOOP losts[resets[k]] := raw[k]; END LOOP;
    SELECT v.pos, v.value INTO pos, bytes FROM "belvedere".varint(data, pos + bytes::integer) v;
    raw := "belvedere".doubles(data, pos, cardinality(resets));
    FOR k IN 1..cardinality(resets) LOOP maxs[resets[k]] := raw[k]; END LOOP;
  END IF;
END $$;

-- ---- Labels ----------------------------------------------------------------------------------------------------------

-- The series of one block (kind 8) that have a metric.
CREATE FUNCTION "belvedere".block_series(data bytea, wanted text) RETURNS TABLE (ref bigint, labels jsonb)
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  pos integer := 8;
  count bigint;
  strings bigint;
  number bigint;
  byte integer;
  shift integer;
  r bigint := 0;
  texts text[] := ARRAY[]::text[];
  piece text;
  known integer := 0;
  is_wanted boolean;
  name_number bigint := -1;
  wanted_number bigint := -1;
  numbers bigint[];
BEGIN
  SELECT v.pos INTO pos FROM "belvedere".varint(data, pos) v;
  SELECT v.pos, v.value INTO pos, count FROM "belvedere".varint(data, pos) v;
  FOR s IN 1..count LOOP
    SELECT r + v.value, v.pos INTO r, pos FROM "belvedere".varint(data, pos) v;
    SELECT v.pos, v.value INTO pos, strings FROM "belvedere".varint(data, pos) v;
    numbers := ARRAY[]::bigint[];
    is_wanted := false;
    FOR k IN 1..strings LOOP
      -- A varint, without the call: most of the time goes here.
      byte := get_byte(data, pos);
      pos := pos + 1;
      number := byte & 127;
      shift := 7;
      WHILE byte >= 128 LOOP
        byte := get_byte(data, pos);
        pos := pos + 1;
        number := number + ((byte & 127)::bigint << shift);
        shift := shift + 7;
      END LOOP;
      IF number = known THEN
        SELECT t.pos, t.value INTO pos, piece FROM "belvedere".text_at(data, pos) t;
        known := known + 1;
        texts[known] := piece;
        IF texts[known] = '__name__' AND k & 1 = 1 AND name_number < 0 THEN name_number := number; END IF;
        IF texts[known] = wanted THEN wanted_number := number; END IF;
      END IF;
      IF k & 1 = 0 AND number = wanted_number AND numbers[k - 1] = name_number THEN is_wanted := true; END IF;
      numbers[k] := number;
    END LOOP;
    IF is_wanted THEN
      ref := r;
      labels := (SELECT jsonb_object_agg(texts[numbers[k] + 1], texts[numbers[k + 1] + 1])
        FROM generate_series(1, strings::integer, 2) k);
      RETURN NEXT;
    END IF;
  END LOOP;
END $$;

-- Whether labels match {"name": "value", …}: equal; a value that begins with ~ is a regular expression for the whole value,
-- with ! in front it must not match. A label that is missing is ''.
CREATE FUNCTION "belvedere".matches(labels jsonb, matchers jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT NOT EXISTS (
    SELECT 1 FROM jsonb_each_text(matchers) m(name, wanted), LATERAL (SELECT coalesce(labels ->> name, '') AS value) l
    WHERE NOT CASE
      WHEN wanted LIKE '!~%' THEN value !~ ('^(?:' || substr(wanted, 3) || ')$')
      WHEN wanted LIKE '~%' THEN value ~ ('^(?:' || substr(wanted, 2) || ')$')
      WHEN wanted LIKE '!%' THEN value <> substr(wanted, 2)
      ELSE value = wanted END)
$$;

-- ---- What analysts call -----------------------------------------------------------------------------------------------

-- Series of a metric whose labels match. Matchers: {"job": "api", "code": "~5..", "env": "!test", "host": "!~db.*"}.
CREATE FUNCTION belvedere_series(metric text, matchers jsonb DEFAULT '{}') RETURNS TABLE (ref bigint, labels jsonb)
LANGUAGE sql STABLE STRICT AS $$
  WITH blocks AS MATERIALIZED (
    -- Put together with nothing, so that a block is unpacked once and not for each of its bytes.
    SELECT "id", "data" || ''::bytea AS "data" FROM "SeriesBlock"
  )
  SELECT s.ref, s.labels
  FROM blocks b
    CROSS JOIN LATERAL "belvedere".open_page(b."data", 8, 'series block ' || b."id")
    CROSS JOIN LATERAL "belvedere".block_series(b."data", metric) s
  WHERE "belvedere".matches(s.labels, matchers)
$$;

-- Buckets of one hour of the series of a metric, stamped from "from" to "to", both included. `time` is a bucket's end; what was
-- sampled in the hour before is in it. `last` is the newest value. Counters have `increase`, resets made good, and neither
-- `min` nor `sum`; other series have these and no `increase`.
CREATE FUNCTION belvedere_1h(metric text, "from" timestamptz, "to" timestamptz, matchers jsonb DEFAULT '{}')
RETURNS TABLE (labels jsonb, "time" timestamptz, last float8, min float8, max float8, sum float8, count bigint,
  increase float8)
LANGUAGE sql STABLE STRICT AS $$
  WITH series AS MATERIALIZED (
    SELECT s.ref, s.labels FROM belvedere_series(metric, matchers) s
  ), pages AS MATERIALIZED (
    -- As above: read once, and not for each of its series.
    SELECT w."windowStart" AS start, p."data" || ''::bytea AS data,
      format('page %s of the window 1h/%s/%s', p."part", w."class", w."windowStart" AT TIME ZONE 'UTC') AS name
    FROM "Window" w JOIN "Page" p ON p."tier" = w."tier" AND p."class" = w."class"
      AND p."windowStart" = w."windowStart" AND p."generation" = w."generation"
    WHERE w."tier" = 2 AND p."tier" = 2 AND w."windowStart" <= "to"
      AND w."windowStart" > "from" - interval '721 hours'
  ), entries AS (
    SELECT pages.start, pages.data, e.*
    FROM pages CROSS JOIN LATERAL "belvedere".open_page(pages.data, 10, pages.name) payload
      CROSS JOIN LATERAL "belvedere".tier_entries(pages.data, metric) e
    WHERE payload > 0 AND e.ref IN (SELECT series.ref FROM series)
  ), buckets AS (
    SELECT e.ref, e.flags, e.start + u.place * interval '1 hour' AS stamp, u.*
    FROM entries e CROSS JOIN LATERAL "belvedere".tier_columns(e.data, e.flags, e.present, e.at) c
      CROSS JOIN LATERAL unnest(e.present, c.lasts, c.counts, c.maxs, c.mins, c.sums, c.firsts, c.losts)
        AS u(place, l, n, hi, lo, total, first, lost)
  ), followed AS (
    SELECT b.*, lag(b.l) OVER follows AS before, lag(b.stamp) OVER follows AS before_stamp
    FROM buckets b
    WHERE b.stamp BETWEEN "from" - interval '1 hour' AND "to"
    WINDOW follows AS (PARTITION BY b.ref ORDER BY b.stamp)
  )
  SELECT s.labels, f.stamp, f.l, f.lo, f.hi, f.total, f.n,
    CASE WHEN f.flags & 1 = 0 THEN NULL
      -- Resets between this bucket and the one just before are in `lost`, but for the first bucket of a window.
      WHEN f.first IS NULL THEN f.l - f.before + f.lost
      WHEN f.before_stamp = f.stamp - interval '1 hour'
        THEN f.l - f.before + f.lost + CASE WHEN f.first < f.before THEN f.before ELSE 0 END
      ELSE f.l - f.first + f.lost END
  FROM followed f JOIN series s USING (ref)
  WHERE f.stamp >= "from"
$$;
