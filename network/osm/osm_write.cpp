extern "C" {
#include "network/osm/osm_write.h"
#include "base/file.h"
}

#include <osmium/builder/osm_object_builder.hpp>
#include <osmium/io/pbf_output.hpp>
#include <osmium/io/writer.hpp>
#include <osmium/memory/buffer.hpp>

#include <cstdlib>
#include <new>
#include <stdexcept>
#include <string>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace
{

/* Handed to libosmium's compressing threads at this size, before it would have to grow. */
constexpr std::size_t full_bytes = 1000 * 1000;
constexpr std::size_t buffer_bytes = 1200 * 1000;

osmium::io::Header plain_header()
{
    osmium::io::Header header;
    header.set("generator", "maillage");
    return header;
}

osmium::io::File pbf_file(const char *path)
{
    osmium::io::File file{path, "pbf"};
    file.set("add_metadata", "none");
    return file;
}

/* The failure of the exception being handled. */
enum mlg_status fail_caught(const char *path, struct mlg_error *err)
{
    try {
        throw;
    } catch (const std::bad_alloc &) {
        return mlg_fail_memory(err, "a block of road data", buffer_bytes);
    } catch (const std::length_error &what) {
        return mlg_fail_at(err, MLG_BAD_INPUT, path, 0, 0, "cannot write '%s': %s", path,
                           what.what());
    } catch (const std::system_error &what) {
        return mlg_fail_at(err, MLG_IO, path, 0, 0, "cannot write '%s': %s", path, what.what());
    } catch (const std::exception &what) {
        return mlg_fail_at(err, MLG_INTERNAL, path, 0, 0, "cannot write '%s': %s", path,
                           what.what());
    }
}

} // namespace

struct mlg_osm_writer {
    mlg_osm_writer(const char *final_path, const char *temporary_path)
        : path{final_path}, temporary{temporary_path}, output{pbf_file(temporary_path),
                                                              plain_header(),
                                                              osmium::io::overwrite::allow}
    {
    }

    void flush()
    {
        if (buffer.committed() == 0)
            return;
        osmium::memory::Buffer full{buffer_bytes, osmium::memory::Buffer::auto_grow::yes};
        std::swap(full, buffer);
        output(std::move(full));
    }

    void flush_if_full()
    {
        if (buffer.committed() >= full_bytes)
            flush();
    }

    std::string path, temporary;
    osmium::memory::Buffer buffer{buffer_bytes, osmium::memory::Buffer::auto_grow::yes};
    osmium::io::Writer output;
};

static void add_tags(osmium::builder::Builder &parent, const struct mlg_osm_tag *tags,
                     std::size_t n_tags)
{
    if (n_tags == 0)
        return;
    osmium::builder::TagListBuilder list{parent};
    for (std::size_t i = 0; i < n_tags; i++)
        list.add_tag(tags[i].key, tags[i].value);
}

extern "C" enum mlg_status mlg_osm_writer_create(const char *path, bool overwrite,
                                                 struct mlg_osm_writer **writer,
                                                 struct mlg_error *err)
{
    char *temporary;
    enum mlg_status status = mlg_temporary_name(path, overwrite, &temporary, err);
    if (status != MLG_OK)
        return status;
    try {
        *writer = new mlg_osm_writer{path, temporary};
    } catch (...) {
        status = fail_caught(path, err);
        unlink(temporary);
    }
    std::free(temporary);
    return status;
}

extern "C" enum mlg_status mlg_osm_write_node(struct mlg_osm_writer *writer, int64_t id,
                                              int32_t lon_e7, int32_t lat_e7,
                                              const struct mlg_osm_tag *tags, size_t n_tags,
                                              struct mlg_error *err)
{
    const osmium::Location location{lon_e7, lat_e7};
    if (!location.valid())
        return mlg_fail_at(err, MLG_BAD_INPUT, writer->path.c_str(), 0, 0,
                           "node %lld stands at %.7f, %.7f: not a longitude and a latitude",
                           static_cast<long long>(id), lon_e7 / 1e7, lat_e7 / 1e7);
    try {
        {
            osmium::builder::NodeBuilder builder{writer->buffer};
            builder.set_id(id).set_location(location);
            add_tags(builder, tags, n_tags);
        }
        writer->buffer.commit();
        writer->flush_if_full();
        return MLG_OK;
    } catch (...) {
        writer->buffer.rollback();
        return fail_caught(writer->path.c_str(), err);
    }
}

extern "C" enum mlg_status mlg_osm_write_way(struct mlg_osm_writer *writer, int64_t id,
                                             const int64_t *nodes, size_t n_nodes,
                                             const struct mlg_osm_tag *tags, size_t n_tags,
                                             struct mlg_error *err)
{
    try {
        {
            osmium::builder::WayBuilder builder{writer->buffer};
            builder.set_id(id);
            add_tags(builder, tags, n_tags);
            osmium::builder::WayNodeListBuilder list{builder};
            for (size_t i = 0; i < n_nodes; i++)
                list.add_node_ref(nodes[i]);
        }
        writer->buffer.commit();
        writer->flush_if_full();
        return MLG_OK;
    } catch (...) {
        writer->buffer.rollback();
        return fail_caught(writer->path.c_str(), err);
    }
}

extern "C" enum mlg_status mlg_osm_writer_commit(struct mlg_osm_writer *writer,
                                                 struct mlg_error *err)
{
    try {
        writer->flush();
        writer->output.close();
    } catch (...) {
        enum mlg_status status = fail_caught(writer->path.c_str(), err);
        mlg_osm_writer_destroy(writer);
        return status;
    }
    enum mlg_status status =
        mlg_temporary_commit(writer->temporary.c_str(), writer->path.c_str(), err);
    if (status == MLG_OK)
        writer->temporary.clear();
    mlg_osm_writer_destroy(writer);
    return status;
}

extern "C" void mlg_osm_writer_destroy(struct mlg_osm_writer *writer)
{
    if (!writer)
        return;
    if (!writer->temporary.empty())
        unlink(writer->temporary.c_str());
    delete writer;
}
