// Judges a published log by the code of Go's checksum database, which shares nothing with ours.
//
// Standard input is a question: the folder of the log, its verifier key, and proofs that were made
// for it. Standard output is the judgement: what was checked, or the first fault.
package main

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const tileHeight = 8

type question struct {
	Folder     string
	Vkey       string
	Inclusions []struct {
		Index int64
		Path  tlog.RecordProof
	}
	Consistencies []struct {
		Old, Size int64
		Path      tlog.TreeProof
	}
}

type judgement struct {
	Fault         string `json:"fault"`
	Size          int64  `json:"size"`
	Tiles         int    `json:"tiles"`
	Inclusions    int    `json:"inclusions"`
	Consistencies int    `json:"consistencies"`
}

func main() {
	var asked question
	if err := json.NewDecoder(os.Stdin).Decode(&asked); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	said, err := judge(asked)
	if err != nil {
		said.Fault = err.Error()
	}
	json.NewEncoder(os.Stdout).Encode(said)
}

func judge(asked question) (said judgement, err error) {
	log := folder(asked.Folder)
	tree, err := log.checkpoint(asked.Vkey)
	if err != nil {
		return said, fmt.Errorf("checkpoint: %w", err)
	}
	said.Size = tree.N

	entries, err := log.entries(tree.N)
	if err != nil {
		return said, fmt.Errorf("entries: %w", err)
	}
	replayed, err := replay(entries)
	if err != nil {
		return said, fmt.Errorf("replay: %w", err)
	}
	if root, err := tlog.TreeHash(tree.N, replayed); err != nil || root != tree.Hash {
		return said, fmt.Errorf("replay: the entries' root is %v: %v", root, err)
	}

	for _, tile := range tilesOf(tree.N) {
		if err := log.checkTile(tile, replayed); err != nil {
			return said, err
		}
		said.Tiles++
	}
	published := tlog.TileHashReader(tree, log)
	for _, each := range asked.Inclusions {
		leaf := tlog.RecordHash(entries[each.Index])
		theirs, err := tlog.ProveRecord(tree.N, each.Index, published)
		if err != nil {
			return said, fmt.Errorf("inclusion of %d by the tiles: %w", each.Index, err)
		}
		for _, path := range []tlog.RecordProof{theirs, each.Path} {
			if err := tlog.CheckRecord(path, tree.N, tree.Hash, each.Index, leaf); err != nil {
				return said, fmt.Errorf("inclusion of %d: %w", each.Index, err)
			}
		}
		said.Inclusions++
	}
	for _, each := range asked.Consistencies {
		if err := checkConsistency(each.Path, each.Old, each.Size, replayed); err != nil {
			return said, fmt.Errorf("consistency of %d with %d: %w", each.Size, each.Old, err)
		}
		said.Consistencies++
	}
	return said, nil
}

func checkConsistency(path tlog.TreeProof, old, size int64, hashes tlog.HashReader) error {
	oldRoot, err := tlog.TreeHash(old, hashes)
	if err != nil {
		return err
	}
	root, err := tlog.TreeHash(size, hashes)
	if err != nil {
		return err
	}
	return tlog.CheckTree(path, size, root, old, oldRoot)
}

// tilesOf gives the tiles of a log of that size: of each partial one, whose every width on the way
// there counts as new, only the widest.
func tilesOf(size int64) (tiles []tlog.Tile) {
	for _, tile := range tlog.NewTiles(tileHeight, 0, size) {
		if last := len(tiles) - 1; last >= 0 && tiles[last].L == tile.L && tiles[last].N == tile.N {
			tiles = tiles[:last]
		}
		tiles = append(tiles, tile)
	}
	return tiles
}

// replay hashes all entries anew, as the checksum database stores them.
func replay(entries [][]byte) (tlog.HashReader, error) {
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		hashes := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			hashes[i] = stored[index]
		}
		return hashes, nil
	})
	for n, entry := range entries {
		hashes, err := tlog.StoredHashes(int64(n), entry, reader)
		if err != nil {
			return nil, err
		}
		stored = append(stored, hashes...)
	}
	return reader, nil
}

// folder is where a log lies, as its site publishes it below ledger/.
type folder string

// checkpoint reads the size and root that the key signed, for the log that the key is named after.
func (f folder) checkpoint(vkey string) (tree tlog.Tree, err error) {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return tree, err
	}
	data, err := os.ReadFile(filepath.Join(string(f), "checkpoint"))
	if err != nil {
		return tree, err
	}
	opened, err := note.Open(data, note.VerifierList(verifier))
	if err != nil {
		return tree, err
	}
	origin := verifier.Name() + "\n"
	if !strings.HasPrefix(opened.Text, origin) {
		return tree, fmt.Errorf("it is of another log")
	}
	// The checksum database knows one origin, its own.
	text := "go.sum database tree\n" + strings.TrimPrefix(opened.Text, origin)
	return tlog.ParseTree([]byte(text))
}

// read gives the file of a tile: its path is the checksum database's, without the height, and with
// another name for entries.
func (f folder) read(tile tlog.Tile) ([]byte, error) {
	path := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/", tileHeight), "tile/", 1)
	path = strings.Replace(path, "tile/data/", "tile/entries/", 1)
	return os.ReadFile(filepath.Join(string(f), path))
}

func (f folder) checkTile(tile tlog.Tile, hashes tlog.HashReader) error {
	published, err := f.read(tile)
	if err != nil {
		return err
	}
	expected, err := tlog.ReadTileData(tile, hashes)
	if err != nil {
		return err
	}
	if !bytes.Equal(published, expected) {
		return fmt.Errorf("%s has other hashes than the entries", tile.Path())
	}
	return nil
}

// entries reads all entry bundles.
func (f folder) entries(size int64) (entries [][]byte, err error) {
	const width = 1 << tileHeight
	for n := int64(0); n*width < size; n++ {
		tile := tlog.Tile{H: tileHeight, L: -1, N: n, W: width}
		if left := size - n*width; left < width {
			tile.W = int(left)
		}
		bundle, err := f.read(tile)
		if err != nil {
			return nil, err
		}
		for i := 0; i < tile.W; i++ {
			if len(bundle) < 2 {
				return nil, fmt.Errorf("%s is too short", tile.Path())
			}
			end := 2 + int(binary.BigEndian.Uint16(bundle))
			if len(bundle) < end {
				return nil, fmt.Errorf("%s is too short", tile.Path())
			}
			entries, bundle = append(entries, bundle[2:end]), bundle[end:]
		}
		if len(bundle) > 0 {
			return nil, fmt.Errorf("%s is too long", tile.Path())
		}
	}
	return entries, nil
}

// The methods of a tlog.TileReader.

func (f folder) Height() int { return tileHeight }

func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(tiles))
	for i, tile := range tiles {
		var err error
		if data[i], err = f.read(tile); err != nil {
			return nil, err
		}
	}
	return data, nil
}

func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}
