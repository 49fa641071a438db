-- Grain storage and cluster membership as Microsoft.Orleans.Persistence.AdoNet and Microsoft.Orleans.Clustering.AdoNet
-- 10.2 ask for them. They take their statements from OrleansQuery by key and know only the names of the parameters and
-- of the columns that come back; the tables behind the statements are ours.

CREATE TABLE OrleansQuery (
    QueryKey  text PRIMARY KEY,
    QueryText text NOT NULL
);

-- The key is the grain itself, so the second of two first writes meets a conflict instead of a second row.
-- The hashes that Orleans also sends are not needed beside it.
CREATE TABLE orleans_storage (
    grain_n0    bigint      NOT NULL,
    grain_n1    bigint      NOT NULL,
    -- Empty for grains without a text in their key, so that the key can be one plain index.
    grain_text  text        COLLATE "C" NOT NULL,
    grain_type  text        COLLATE "C" NOT NULL,
    service_id  text        COLLATE "C" NOT NULL,
    version     integer     NOT NULL,
    payload     bytea,
    modified_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (grain_n0, grain_n1, grain_text, grain_type, service_id)
) WITH (fillfactor = 80);

CREATE TABLE orleans_cluster (
    cluster_id text        COLLATE "C" PRIMARY KEY,
    version    integer     NOT NULL DEFAULT 0,
    changed_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE orleans_member (
    cluster_id    text        COLLATE "C" NOT NULL REFERENCES orleans_cluster ON DELETE CASCADE,
    address       text        COLLATE "C" NOT NULL,
    port          integer     NOT NULL,
    generation    integer     NOT NULL,
    silo_name     text        NOT NULL,
    host_name     text        NOT NULL,
    status        integer     NOT NULL,
    gateway_port  integer     NOT NULL,
    suspect_times text,
    started_at    timestamptz NOT NULL,
    alive_at      timestamptz NOT NULL,
    PRIMARY KEY (cluster_id, address, port, generation)
) WITH (fillfactor = 50);

-- Grain storage ------------------------------------------------------------------------------------------------------
-- A write, clear or delete that returns no row is a version conflict to Orleans.

INSERT INTO OrleansQuery VALUES ('ReadFromStorageKey', $query$
SELECT payload AS PayloadBinary, version AS Version
FROM orleans_storage
WHERE grain_n0 = @GrainIdN0
  AND grain_n1 = @GrainIdN1
  AND grain_text = coalesce(@GrainIdExtensionString, '')
  AND grain_type = @GrainTypeString
  AND service_id = @ServiceId
$query$);

INSERT INTO OrleansQuery VALUES ('WriteToStorageKey', $query$
WITH first AS (
    INSERT INTO orleans_storage (grain_n0, grain_n1, grain_text, grain_type, service_id, version, payload)
    SELECT @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString, ''), @GrainTypeString, @ServiceId, 1, @PayloadBinary
    WHERE @GrainStateVersion IS NULL
    ON CONFLICT (grain_n0, grain_n1, grain_text, grain_type, service_id) DO NOTHING
    RETURNING version
), later AS (
    UPDATE orleans_storage
    SET payload = @PayloadBinary, version = version + 1, modified_at = now()
    WHERE grain_n0 = @GrainIdN0
      AND grain_n1 = @GrainIdN1
      AND grain_text = coalesce(@GrainIdExtensionString, '')
      AND grain_type = @GrainTypeString
      AND service_id = @ServiceId
      AND version = @GrainStateVersion
    RETURNING version
)
SELECT version AS NewGrainStateVersion FROM first
UNION ALL
SELECT version FROM later
$query$);

INSERT INTO OrleansQuery VALUES ('ClearStorageKey', $query$
UPDATE orleans_storage
SET payload = NULL, version = version + 1, modified_at = now()
WHERE grain_n0 = @GrainIdN0
  AND grain_n1 = @GrainIdN1
  AND grain_text = coalesce(@GrainIdExtensionString, '')
  AND grain_type = @GrainTypeString
  AND service_id = @ServiceId
  AND version = @GrainStateVersion
RETURNING version AS NewGrainStateVersion
$query$);

-- Answers the version after the deleted one: an unchanged version would read as a conflict.
INSERT INTO OrleansQuery VALUES ('DeleteStorageKey', $query$
DELETE FROM orleans_storage
WHERE grain_n0 = @GrainIdN0
  AND grain_n1 = @GrainIdN1
  AND grain_text = coalesce(@GrainIdExtensionString, '')
  AND grain_type = @GrainTypeString
  AND service_id = @ServiceId
  AND version = @GrainStateVersion
RETURNING version + 1 AS NewGrainStateVersion
$query$);

-- Cluster membership -------------------------------------------------------------------------------------------------
-- Every change of a member moves the cluster's version by one, and only from the version that the silo has read. The
-- row of orleans_cluster is locked first, so changes of one cluster follow each other.

INSERT INTO OrleansQuery VALUES ('InsertMembershipVersionKey', $query$
WITH created AS (
    INSERT INTO orleans_cluster (cluster_id) VALUES (@DeploymentId)
    ON CONFLICT (cluster_id) DO NOTHING
    RETURNING cluster_id
)
SELECT EXISTS (SELECT FROM created)
$query$);

INSERT INTO OrleansQuery VALUES ('InsertMembershipKey', $query$
WITH moved AS (
    UPDATE orleans_cluster
    SET version = version + 1, changed_at = now()
    WHERE cluster_id = @DeploymentId
      AND version = @Version
      AND NOT EXISTS (
          SELECT FROM orleans_member
          WHERE cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
    RETURNING cluster_id
), joined AS (
    INSERT INTO orleans_member (cluster_id, address, port, generation, silo_name, host_name, status, gateway_port,
                                started_at, alive_at)
    SELECT cluster_id, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
    FROM moved
    RETURNING cluster_id
)
SELECT EXISTS (SELECT FROM joined)
$query$);

INSERT INTO OrleansQuery VALUES ('UpdateMembershipKey', $query$
WITH moved AS (
    UPDATE orleans_cluster
    SET version = version + 1, changed_at = now()
    WHERE cluster_id = @DeploymentId
      AND version = @Version
      AND EXISTS (
          SELECT FROM orleans_member
          WHERE cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
    RETURNING cluster_id
), changed AS (
    UPDATE orleans_member AS member
    SET status = @Status, suspect_times = @SuspectTimes, alive_at = @IAmAliveTime
    FROM moved
    WHERE member.cluster_id = moved.cluster_id
      AND member.address = @Address
      AND member.port = @Port
      AND member.generation = @Generation
    RETURNING member.cluster_id
)
SELECT EXISTS (SELECT FROM changed)
$query$);

-- A heartbeat is no change of membership; the cluster's version stays.
INSERT INTO OrleansQuery VALUES ('UpdateIAmAlivetimeKey', $query$
UPDATE orleans_member
SET alive_at = @IAmAliveTime
WHERE cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
$query$);

-- The version comes back even where no member matches.
INSERT INTO OrleansQuery VALUES ('MembershipReadRowKey', $query$
SELECT member.address AS Address, member.port AS Port, member.generation AS Generation, member.silo_name AS SiloName,
       member.host_name AS HostName, member.status AS Status, member.gateway_port AS ProxyPort,
       member.suspect_times AS SuspectTimes, member.started_at AS StartTime, member.alive_at AS IAmAliveTime,
       cluster.version AS Version
FROM orleans_cluster AS cluster
LEFT JOIN orleans_member AS member
       ON member.cluster_id = cluster.cluster_id
      AND member.address = @Address
      AND member.port = @Port
      AND member.generation = @Generation
WHERE cluster.cluster_id = @DeploymentId
$query$);

INSERT INTO OrleansQuery VALUES ('MembershipReadAllKey', $query$
SELECT member.address AS Address, member.port AS Port, member.generation AS Generation, member.silo_name AS SiloName,
       member.host_name AS HostName, member.status AS Status, member.gateway_port AS ProxyPort,
       member.suspect_times AS SuspectTimes, member.started_at AS StartTime, member.alive_at AS IAmAliveTime,
       cluster.version AS Version
FROM orleans_cluster AS cluster
LEFT JOIN orleans_member AS member ON member.cluster_id = cluster.cluster_id
WHERE cluster.cluster_id = @DeploymentId
$query$);

-- The caller sends the status that a usable gateway has.
INSERT INTO OrleansQuery VALUES ('GatewaysQueryKey', $query$
SELECT address AS Address, gateway_port AS ProxyPort, generation AS Generation
FROM orleans_member
WHERE cluster_id = @DeploymentId AND status = @Status AND gateway_port > 0
$query$);

INSERT INTO OrleansQuery VALUES ('DeleteMembershipTableEntriesKey', $query$
DELETE FROM orleans_cluster WHERE cluster_id = @DeploymentId
$query$);

-- 3 is SiloStatus.Active: an active silo is declared dead by its peers, never by its silence alone.
INSERT INTO OrleansQuery VALUES ('CleanupDefunctSiloEntriesKey', $query$
DELETE FROM orleans_member
WHERE cluster_id = @DeploymentId AND alive_at < @IAmAliveTime AND status <> 3
$query$);
