-- A store as the first schema kept it: a season, three players of whom one left, runs, a refusal, a freeze.
-- See test_migrations.py. It never changes.
CREATE TABLE schema_version (one INTEGER PRIMARY KEY, version INTEGER);
INSERT INTO schema_version VALUES (1, 1);
CREATE TABLE seasons (
        season TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL, admin TEXT NOT NULL, made BIGINT NOT NULL,
        frozen BIGINT, thawed INTEGER NOT NULL, closed BIGINT, version BIGINT NOT NULL);
CREATE TABLE content (
        season TEXT NOT NULL, digest TEXT NOT NULL, kind TEXT NOT NULL, body BYTEA NOT NULL,
        PRIMARY KEY (season, digest));
CREATE TABLE codes (
        season TEXT NOT NULL, code TEXT NOT NULL, expires BIGINT NOT NULL,
        PRIMARY KEY (season, code));
CREATE TABLE players (
        season TEXT NOT NULL, player TEXT NOT NULL, team TEXT NOT NULL, name TEXT, skeleton TEXT,
        shown INTEGER NOT NULL, token TEXT, request TEXT NOT NULL, joined BIGINT NOT NULL, left_at BIGINT,
        PRIMARY KEY (season, player), UNIQUE (season, skeleton), UNIQUE (season, token), UNIQUE (season, request));
CREATE TABLE attempts (
        season TEXT NOT NULL, ticket TEXT NOT NULL, player TEXT NOT NULL, encounter TEXT NOT NULL,
        attempt INTEGER NOT NULL, seed BIGINT NOT NULL, ahead INTEGER NOT NULL, request TEXT NOT NULL,
        issued BIGINT NOT NULL, replies TEXT, body TEXT, arrived BIGINT, accepted INTEGER,
        why TEXT NOT NULL, score INTEGER, harm INTEGER, criticals INTEGER, outcome TEXT, ending TEXT,
        mastered INTEGER, hot INTEGER, points INTEGER,
        PRIMARY KEY (season, ticket), UNIQUE (season, player, encounter, attempt), UNIQUE (season, player, request));
CREATE TABLE standings (
        season TEXT NOT NULL, view INTEGER NOT NULL, player TEXT NOT NULL, team TEXT NOT NULL,
        points INTEGER NOT NULL, attempts INTEGER NOT NULL, reached BIGINT NOT NULL,
        harm INTEGER NOT NULL, again INTEGER NOT NULL, gained INTEGER NOT NULL, hot INTEGER NOT NULL,
        calmed INTEGER NOT NULL, shown INTEGER NOT NULL, gone INTEGER NOT NULL,
        PRIMARY KEY (season, view, player));
CREATE INDEX standings_in_order ON standings (season, view, points DESC, attempts, reached, player)
        WHERE gone = 0;
CREATE INDEX standings_shown ON standings (season, view, points DESC, attempts, reached, player)
        WHERE shown = 1;
CREATE TABLE histogram (
        season TEXT NOT NULL, view INTEGER NOT NULL, level INTEGER NOT NULL, bucket INTEGER NOT NULL,
        people INTEGER NOT NULL,
        PRIMARY KEY (season, view, level, bucket));
CREATE TABLE teams (
        season TEXT NOT NULL, view INTEGER NOT NULL, team TEXT NOT NULL,
        members INTEGER NOT NULL, played INTEGER NOT NULL, points BIGINT NOT NULL, squares BIGINT NOT NULL,
        runs INTEGER NOT NULL, harm INTEGER NOT NULL, again INTEGER NOT NULL, gained INTEGER NOT NULL,
        hot INTEGER NOT NULL, calmed INTEGER NOT NULL, best TEXT NOT NULL,
        PRIMARY KEY (season, view, team));
CREATE TABLE limits (
        season TEXT NOT NULL, what TEXT NOT NULL, who TEXT NOT NULL, spent INTEGER NOT NULL, ends BIGINT NOT NULL,
        PRIMARY KEY (season, what, who));
CREATE INDEX limits_by_end ON limits (season, ends);
INSERT INTO seasons VALUES ('march', '{"format":1,"season":"march","title":"March","about":"","encounters":[{"encounter":"wet-floor","title":"Wet-Floor","play":"31b5cf779627671cb9e31781ea1d1446f840291684091dfc74624e7adfe67327","text":"2cb1da163e079e47f554a0cfa37cdb300fb13885ff36895673dc5beb1953cd13"},{"encounter":"the-clause","title":"The-Clause","play":"f38deaec0054bf9d2013e925465e6b5a2fd7db46699d4a8b97fb98a269dc3e40","text":"795e600ad784c2bb5951dfd0eda2f8ebd72b14d35405c7717a8212cbc00dafa2"},{"encounter":"mould","title":"Mould","play":"80f299354a7059262c79c7b7db42ed24245bf85732415b103160035a966a9b13","text":"02d57127e40de12349979519cbdd7377b911ee8ef7fcc7f2e4db563ead0dd156"}],"teams":[{"team":"reds","title":"The Reds","size":null},{"team":"blues","title":"The Blues","size":null}],"opens":1000,"closes":90000,"freezes":null,"sealed":false,"ranking":"size-adjusted","turnout":50}', '8c6976e5b5410415bde908bd4dee15dfb167a9c873fc4bb8a81f6f2ab448a918', 1, 2100, 0, NULL, 8);
INSERT INTO content VALUES ('march', '3513ae1a39086c2a2738daa630b9e2f304f41b5945228e0741a117a508fc51b9', 'play', X'00ff6279746573');
INSERT INTO codes VALUES ('march', '5694d08a2e53ffcae0c3103e5ad6f6076abd960eb1f8a56577040bc1028f702b', 80000);
INSERT INTO players VALUES ('march', 'id-0001-xxxxxxxxx', 'reds', 'Mira', 'mlra', 1, 'f8307276840c48391de158c0700bd85a1d01867e967c56fd13de6bc924810a1e', 'fcd1955b32c0c63f396105d93208e2b6969071bdc7c1def2729f81608005c741', 1100, NULL);
INSERT INTO players VALUES ('march', 'id-0002-xxxxxxxxx', 'blues', 'Otto', 'otto', 1, 'c1e65e812cffe81d31f2de84b517a10752b8bf0632972e17f3da321d2a950d01', '0878e1d5482d472705f3d56084aac738d2abc2095a35b1a4380ca2231bbddc06', 1200, NULL);
INSERT INTO players VALUES ('march', 'id-0003-xxxxxxxxx', 'reds', NULL, NULL, 0, NULL, '0cbcd2a33a23438716a4c62d6fe56b57981d0f1f0923653ee016683a9ae6cc80', 1300, 2350);
INSERT INTO attempts VALUES ('march', 'id-0004-xxxxxxxxx', 'id-0001-xxxxxxxxx', 'wet-floor', 1, 7, 0, 'ticket 1', 2000, '["hello", "bye"]', '7666f0507e9b2d38e9dee8b3a19b4379c41fe8b33413fdc329fcf115b2c76a65', 2000, 1, '', 500, 0, 0, 'met', 'shoes', 0, 0, 500);
INSERT INTO attempts VALUES ('march', 'id-0005-xxxxxxxxx', 'id-0001-xxxxxxxxx', 'wet-floor', 2, 7, 0, 'ticket 2', 2001, NULL, 'ccdd35168ab474fa5764a526cfb83621351e23682c5075b2e18d56bddf96aa30', 2002, 0, 'turn 3: no such reply', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO attempts VALUES ('march', 'id-0006-xxxxxxxxx', 'id-0002-xxxxxxxxx', 'wet-floor', 1, 7, 0, 'ticket 3', 2003, '["hello", "bye"]', '7666f0507e9b2d38e9dee8b3a19b4379c41fe8b33413fdc329fcf115b2c76a65', 2003, 1, '', 640, 0, 0, 'met', 'shoes', 0, 1, 640);
INSERT INTO attempts VALUES ('march', 'id-0007-xxxxxxxxx', 'id-0003-xxxxxxxxx', 'wet-floor', 1, 7, 0, 'ticket 4', 2004, NULL, NULL, 2004, 1, '', 100, 3, 0, 'lost', 'shoes', 0, 0, 100);
INSERT INTO attempts VALUES ('march', 'id-0008-xxxxxxxxx', 'id-0001-xxxxxxxxx', 'mould', 1, 7, 0, 'ticket 5', 2200, '["hello", "bye"]', '7666f0507e9b2d38e9dee8b3a19b4379c41fe8b33413fdc329fcf115b2c76a65', 2200, 1, '', 400, 0, 0, 'met', 'shoes', 0, 0, 900);
INSERT INTO attempts VALUES ('march', 'id-0009-xxxxxxxxx', 'id-0001-xxxxxxxxx', 'mould', 2, 7, 0, 'ticket 6', 2300, '["hello", "bye"]', '7666f0507e9b2d38e9dee8b3a19b4379c41fe8b33413fdc329fcf115b2c76a65', 2300, 1, '', 300, 0, 0, 'met', 'shoes', 0, 0, 900);
INSERT INTO attempts VALUES ('march', 'id-0010-xxxxxxxxx', 'id-0001-xxxxxxxxx', 'the-clause', 1, 7, 1, 'ticket 7', 2400, NULL, NULL, NULL, NULL, '', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO standings VALUES ('march', 0, 'id-0001-xxxxxxxxx', 'reds', 900, 3, 2200, 0, 1, 0, 0, 0, 1, 0);
INSERT INTO standings VALUES ('march', 0, 'id-0002-xxxxxxxxx', 'blues', 640, 1, 2003, 0, 0, 0, 1, 1, 1, 0);
INSERT INTO standings VALUES ('march', 0, 'id-0003-xxxxxxxxx', 'reds', 100, 1, 2004, 3, 0, 0, 0, 0, 0, 1);
INSERT INTO standings VALUES ('march', 1, 'id-0001-xxxxxxxxx', 'reds', 500, 1, 2000, 0, 0, 0, 0, 0, 1, 0);
INSERT INTO standings VALUES ('march', 1, 'id-0002-xxxxxxxxx', 'blues', 640, 1, 2003, 0, 0, 0, 1, 1, 1, 0);
INSERT INTO standings VALUES ('march', 1, 'id-0003-xxxxxxxxx', 'reds', 100, 1, 2004, 3, 0, 0, 0, 0, 0, 1);
INSERT INTO histogram VALUES ('march', 0, 0, 500, 0);
INSERT INTO histogram VALUES ('march', 0, 1, 3, 0);
INSERT INTO histogram VALUES ('march', 0, 0, 640, 1);
INSERT INTO histogram VALUES ('march', 0, 1, 5, 1);
INSERT INTO histogram VALUES ('march', 0, 0, 100, 1);
INSERT INTO histogram VALUES ('march', 0, 1, 0, 1);
INSERT INTO histogram VALUES ('march', 1, 0, 100, 1);
INSERT INTO histogram VALUES ('march', 1, 0, 500, 1);
INSERT INTO histogram VALUES ('march', 1, 0, 640, 1);
INSERT INTO histogram VALUES ('march', 1, 1, 0, 1);
INSERT INTO histogram VALUES ('march', 1, 1, 3, 1);
INSERT INTO histogram VALUES ('march', 1, 1, 5, 1);
INSERT INTO histogram VALUES ('march', 0, 0, 900, 1);
INSERT INTO histogram VALUES ('march', 0, 1, 7, 1);
INSERT INTO teams VALUES ('march', 0, 'reds', 2, 2, 1000, 820000, 4, 3, 1, 0, 0, 0, '[[900, "id-0001-xxxxxxxxx"], [100, "id-0003-xxxxxxxxx"]]');
INSERT INTO teams VALUES ('march', 0, 'blues', 1, 1, 640, 409600, 1, 0, 0, 0, 1, 1, '[[640, "id-0002-xxxxxxxxx"]]');
INSERT INTO teams VALUES ('march', 1, 'blues', 1, 1, 640, 409600, 1, 0, 0, 0, 1, 1, '[[640, "id-0002-xxxxxxxxx"]]');
INSERT INTO teams VALUES ('march', 1, 'reds', 2, 2, 600, 260000, 2, 3, 0, 0, 0, 0, '[[500, "id-0001-xxxxxxxxx"], [100, "id-0003-xxxxxxxxx"]]');
INSERT INTO limits VALUES ('march', 'join', '1d73e70950467b469e5ce1e86326154942c1b2113ca8062f1ede2e871d794451', 1, 62500);
