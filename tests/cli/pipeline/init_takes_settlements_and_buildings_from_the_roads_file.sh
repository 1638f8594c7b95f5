cat > region.osm <<'END'
<osm version="0.6">
<node id="1" lon="3.0" lat="50.0"/><node id="2" lon="3.1" lat="50.0"/>
<node id="3" lon="3.02" lat="50.001"/><node id="4" lon="3.03" lat="50.001"/><node id="5" lon="3.03" lat="50.003"/>
<node id="6" lon="3.001" lat="50.001"><tag k="place" v="village"/><tag k="name" v="Aubigny, le Haut"/><tag k="population" v="812"/></node>
<node id="7" lon="3.099" lat="50.001"><tag k="place" v="town"/><tag k="name" v="Bernes"/><tag k="population" v="about 900"/></node>
<node id="10" lon="3.002" lat="50.001"><tag k="amenity" v="townhall"/><tag k="name" v="Bernes"/></node>
<node id="8" lon="3.05" lat="50.001"><tag k="place" v="hamlet"/></node>
<node id="9" lon="3.06" lat="50.001"><tag k="amenity" v="post_office"/></node>
<way id="20"><nd ref="1"/><nd ref="2"/><tag k="highway" v="primary"/></way>
<way id="21"><nd ref="3"/><nd ref="4"/><nd ref="5"/><nd ref="3"/><tag k="amenity" v="library"/><tag k="name" v="La &quot;Ruche&quot;"/></way>
<way id="22"><nd ref="77"/><tag k="amenity" v="townhall"/><tag k="name" v="without nodes"/></way>
</osm>
END
maillage init --roads region.osm
cat scenario-people.csv scenario-candidates.csv scenario.yaml
maillage check scenario.yaml 2>&1 | tail -1
maillage init --roads region.osm
maillage init --roads region.osm --people scenario-candidates.csv -o other.yaml
maillage init
maillage init --roads region.osm -o scenario
rm scenario* region.osm
