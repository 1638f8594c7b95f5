extern "C" {
#include "network/osm/osm_read.h"
}

#include <osmium/io/any_input.hpp>
#include <osmium/io/reader.hpp>
#include <osmium/osm/entity_bits.hpp>
#include <osmium/osm/node.hpp>
#include <osmium/osm/relation.hpp>
#include <osmium/osm/way.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <exception>
#include <new>
#include <stdexcept>
#include <sys/stat.h>
#include <system_error>
#include <vector>

namespace
{

/* Hands the objects of a file to a sink; keeps the arrays that it lends from object to object. */
class Feeder
{
  public:
    Feeder(const mlg_osm_sink &sink, mlg_error *err) : sink_(sink), err_(err)
    {
    }

    mlg_status feed(const osmium::memory::Buffer &buffer)
    {
        for (const auto &entity : buffer) {
            mlg_status status = MLG_OK;
            if (entity.type() == osmium::item_type::node && sink_.node)
                status = feed_node(static_cast<const osmium::Node &>(entity));
            else if (entity.type() == osmium::item_type::way && sink_.way)
                status = feed_way(static_cast<const osmium::Way &>(entity));
            else if (entity.type() == osmium::item_type::relation && sink_.relation)
                status = feed_relation(static_cast<const osmium::Relation &>(entity));
            if (status != MLG_OK)
                return status;
        }
        return MLG_OK;
    }

  private:
    /* libosmium keeps keys and values as one row of terminated strings, and would read on behind
     * its end where a file has a zero byte within one. */
    static void expect_pairs(const osmium::TagList &list)
    {
        const char *text = list.begin()->key();
        const std::size_t length = list.byte_size() - sizeof(osmium::TagList);
        if (text[length - 1] != 0 || std::count(text, text + length, '\0') % 2 != 0)
            throw std::runtime_error{"a tag has a zero byte in its text"};
    }

    void take_tags(const osmium::TagList &list)
    {
        tags_.clear();
        if (!list.empty())
            expect_pairs(list);
        for (const auto &tag : list)
            tags_.push_back({tag.key(), tag.value()});
    }

    mlg_status feed_node(const osmium::Node &node)
    {
        const osmium::Location at = node.location();
        take_tags(node.tags());
        return sink_.node(sink_.context, node.id(), at.is_defined() ? at.x() : MLG_OSM_NOWHERE,
                          at.is_defined() ? at.y() : MLG_OSM_NOWHERE, tags_.data(), tags_.size(),
                          err_);
    }

    mlg_status feed_way(const osmium::Way &way)
    {
        take_tags(way.tags());
        nodes_.clear();
        for (const auto &node : way.nodes())
            nodes_.push_back(node.ref());
        return sink_.way(sink_.context, way.id(), tags_.data(), tags_.size(), nodes_.data(),
                         nodes_.size(), err_);
    }

    mlg_status feed_relation(const osmium::Relation &relation)
    {
        take_tags(relation.tags());
        members_.clear();
        for (const auto &member : relation.members())
            members_.push_back(
                {osmium::item_type_to_char(member.type()), member.ref(), member.role()});
        return sink_.relation(sink_.context, relation.id(), tags_.data(), tags_.size(),
                              members_.data(), members_.size(), err_);
    }

    const mlg_osm_sink &sink_;
    mlg_error *err_;
    std::vector<mlg_osm_tag> tags_;
    std::vector<int64_t> nodes_;
    std::vector<mlg_osm_member> members_;
};

osmium::osm_entity_bits::type wanted(const mlg_osm_sink &sink)
{
    auto bits = osmium::osm_entity_bits::nothing;
    if (sink.node)
        bits |= osmium::osm_entity_bits::node;
    if (sink.way)
        bits |= osmium::osm_entity_bits::way;
    if (sink.relation)
        bits |= osmium::osm_entity_bits::relation;
    return bits;
}

mlg_status not_known(const char *path, mlg_error *err)
{
    mlg_fail_at(err, MLG_BAD_INPUT, path, 0, 0, "not a known kind of OpenStreetMap file");
    mlg_hint(err, "its name should end in .osm.pbf, .osm, .osm.bz2 or .osm.opl");
    return MLG_BAD_INPUT;
}

mlg_status read(const char *path, const mlg_osm_sink &sink, const char *phase,
                const mlg_monitor *monitor, mlg_error *err)
{
    const osmium::io::File file{path};
    if (file.format() == osmium::io::file_format::unknown)
        return not_known(path, err);
    osmium::io::Reader reader{file, wanted(sink), osmium::io::read_meta::no};
    if (file.has_multiple_object_versions() || reader.header().has_multiple_object_versions())
        return mlg_fail_at(err, MLG_BAD_INPUT, path, 0, 0,
                           "a history file, with several versions of its objects; expected one "
                           "version of each");
    Feeder feeder{sink, err};
    while (osmium::memory::Buffer buffer = reader.read()) {
        mlg_status status = feeder.feed(buffer);
        if (status != MLG_OK)
            return status;
        if (mlg_stopped(monitor))
            return mlg_fail(err, MLG_STOPPED, "stopped while reading '%s'", path);
        mlg_progress(monitor, phase, reader.offset(), reader.file_size(), path);
    }
    reader.close();
    return MLG_OK;
}

/* libosmium takes names such as "-" and "http:…" for more than files, and an empty file for data.
 */
mlg_status expect_file(const char *path, mlg_error *err)
{
    struct stat info;
    if (stat(path, &info) != 0)
        return mlg_fail(err, MLG_IO, "cannot open '%s': %s", path, std::strerror(errno));
    if (!S_ISREG(info.st_mode))
        return mlg_fail(err, MLG_IO, "cannot read '%s': not a regular file", path);
    if (info.st_size == 0)
        return mlg_fail_at(err, MLG_BAD_INPUT, path, 0, 0, "the file is empty");
    return MLG_OK;
}

} // namespace

enum mlg_status mlg_osm_read(const char *path, const struct mlg_osm_sink *sink, const char *phase,
                             const struct mlg_monitor *monitor, struct mlg_error *err)
{
    enum mlg_status status = expect_file(path, err);
    if (status != MLG_OK)
        return status;
    try {
        return read(path, *sink, phase, monitor, err);
    } catch (const std::bad_alloc &) {
        return mlg_fail(err, MLG_NO_MEMORY, "no memory for reading '%s'", path);
    } catch (const std::system_error &error) {
        return mlg_fail(err, MLG_IO, "cannot read '%s': %s", path, error.what());
    } catch (const std::exception &error) {
        return mlg_fail_at(err, MLG_BAD_INPUT, path, 0, 0,
                           "damaged, truncated or not OpenStreetMap data: %s", error.what());
    } catch (...) {
        return mlg_fail(err, MLG_INTERNAL, "reading '%s' failed for an unknown reason", path);
    }
}
