# Two images of one build, which needs nothing but Maven's own repositories:
#   docker build --target tidemark --tag tidemark:0.1.0-SNAPSHOT .
#   docker build --target flink --tag tidemark-flink:0.1.0-SNAPSHOT .
FROM maven:3.9.9-eclipse-temurin-17 AS build
WORKDIR /src
COPY pom.xml ./
COPY .mvn .mvn
COPY src/main src/main
COPY docs/openapi.yaml docs/openapi.yaml
COPY docs/schemas docs/schemas
RUN mvn -B -q -Dmaven.test.skip=true package

# The job on a Flink cluster. Flink, RocksDB and the reporter for Prometheus are in the image already.
FROM flink:2.3.0-java17 AS flink
USER root
# For checkpoints and savepoints; a new volume takes its owner from here, and 9999 is Flink's.
RUN install -d -o 9999 -g 9999 -m 0750 /var/lib/tidemark
COPY deploy/flink/standalone-job-newest /opt/tidemark/standalone-job-newest
COPY --from=build /src/target/tidemark-job.jar /opt/flink/usrlib/tidemark-job.jar
USER 9999:9999
EXPOSE 6123 8081 9249

# Everything else: topics, serve, simulate, and the job with Flink inside.
FROM eclipse-temurin:17-jre-noble AS tidemark
# By number: a platform that refuses root can then see that this is not root.
RUN groupadd --system --gid 10001 tidemark \
    && useradd --system --uid 10001 --gid tidemark --home-dir /var/lib/tidemark tidemark \
    && install -d -o 10001 -g 10001 -m 0750 /var/lib/tidemark
# The log of a container is what it prints.
ENV TIDEMARK_HOME=/opt/tidemark TIDEMARK_LOG=/dev/stdout
# Apart: the libraries change seldom.
COPY --from=build /src/target/lib /opt/tidemark/lib
COPY --from=build /src/target/tidemark.jar /opt/tidemark/tidemark.jar
COPY tidemark /opt/tidemark/tidemark
USER 10001:10001
# For what serve and the job keep; a new volume takes its owner from here.
WORKDIR /var/lib/tidemark
EXPOSE 9249 9464 9465
ENTRYPOINT ["/opt/tidemark/tidemark"]
