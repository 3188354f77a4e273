# The build needs nothing but Maven's own repositories.
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /src
COPY pom.xml ./
COPY .mvn .mvn
COPY src/main src/main
COPY docs/openapi.yaml docs/openapi.yaml
COPY docs/schemas docs/schemas
RUN mvn -B -q -Dmaven.test.skip=true package

FROM eclipse-temurin:17-jre-noble
# By number: a platform that refuses root can then see that this is not root.
RUN groupadd --system --gid 10001 tidemark \
    && useradd --system --uid 10001 --gid tidemark --home-dir /var/lib/tidemark tidemark \
    && mkdir -p /var/lib/tidemark \
    && chown tidemark:tidemark /var/lib/tidemark
# The log of a container is what it prints.
ENV TIDEMARK_HOME=/opt/tidemark TIDEMARK_LOG=/dev/stdout
COPY --from=build /src/target/lib /opt/tidemark/lib
COPY --from=build /src/target/tidemark.jar /opt/tidemark/tidemark.jar
COPY tidemark /opt/tidemark/tidemark
USER 10001:10001
# For checkpoints; a new volume takes its owner from here.
WORKDIR /var/lib/tidemark
EXPOSE 9464
ENTRYPOINT ["/opt/tidemark/tidemark"]
